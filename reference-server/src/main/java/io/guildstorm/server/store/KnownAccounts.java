package io.guildstorm.server.store;

import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.store.SortedRows.Direction;
import io.guildstorm.server.store.SortedRows.RowChange;
import io.guildstorm.server.store.SortedRows.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Users and memberships in memory, as the store holds them.
///
/// **Owner** of changes: the writer's thread, and who adds users; any thread reads.
final class KnownAccounts implements Accounts {
    private static final int USERS_IN_A_WRITE = 1_000;

    private final Map<UserId, User> users = new ConcurrentHashMap<>();
    private final Map<UserId, List<GuildId>> guildsOf = new ConcurrentHashMap<>();
    private final StoreWriter writer;

    KnownAccounts(StoreWriter writer) {
        this.writer = writer;
    }

    void load(SortedRows rows) throws IOException {
        byte[] least = StoredRows.key(0);
        byte[] greatest = StoredRows.key(-1, -1);
        rows.scan(Table.USERS, least, greatest, Direction.RISING, (_, value) -> {
            var user = StoredRows.user(value);
            users.put(user.id(), user);
            return true;
        });
        rows.scan(Table.MEMBERS, least, greatest, Direction.RISING, (key, value) -> {
            if (value.length > 0) {
                joined(new GuildId(StoredRows.firstId(key)), new UserId(StoredRows.secondId(key)));
            }
            return true;
        });
    }

    void joined(GuildId guild, UserId user) {
        guildsOf.merge(user, List.of(guild), (before, added) -> {
            if (before.contains(guild)) {
                return before;
            }
            var all = new ArrayList<>(before);
            all.addAll(added);
            return List.copyOf(all);
        });
    }

    void left(GuildId guild, UserId user) {
        guildsOf.computeIfPresent(user, (_, before) -> {
            var rest = before.stream().filter(other -> !other.equals(guild)).toList();
            return rest.isEmpty() ? null : rest;
        });
    }

    @Override
    public @Nullable User user(UserId id) {
        return users.get(id);
    }

    @Override
    public List<GuildId> guildsOf(UserId id) {
        return guildsOf.getOrDefault(id, List.of());
    }

    @Override
    public CompletionStage<Void> add(List<User> added) {
        var writes = new ArrayList<CompletableFuture<Void>>();
        for (int from = 0; from < added.size(); from += USERS_IN_A_WRITE) {
            writes.add(write(added.subList(from, Math.min(added.size(), from + USERS_IN_A_WRITE))));
        }
        return CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> write(List<User> some) {
        var rows = new ArrayList<RowChange>(some.size());
        int bytes = 0;
        for (User user : some) {
            byte[] value = StoredRows.user(user);
            rows.add(new RowChange.Put(Table.USERS, StoredRows.key(user.id().value()), value));
            bytes += value.length;
        }
        return writer.write(rows, bytes).thenRun(() -> some.forEach(user -> users.put(user.id(), user)));
    }
}

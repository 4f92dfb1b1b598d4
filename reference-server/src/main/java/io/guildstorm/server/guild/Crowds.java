package io.guildstorm.server.guild;

import io.guildstorm.server.model.Crowd;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.Permission;
import io.guildstorm.server.model.Role;
import io.guildstorm.server.model.RoleId;
import io.guildstorm.server.model.SyntheticMembers;
import io.guildstorm.server.store.MessageStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/// Makes the synthetic members of guilds that are to be founded, and has them stored before they are: millions of them
/// are no change that the guild itself could make in one turn. Any thread; nothing here blocks.
public final class Crowds {
    private final MessageStore store;
    private final LongSupplier ids;
    private final InstantSource clock;

    /// @param ids new ids, for roles
    public Crowds(MessageStore store, LongSupplier ids, InstantSource clock) {
        this.store = store;
        this.ids = ids;
        this.clock = clock;
    }

    /// What a crowd is made of: the same members from the same words.
    /// @param members 0 to [SyntheticMembers#MAX]
    /// @param roles 0 to 8
    public record Wanted(long seed, int members, int roles) {}

    /// Completes when the members are durable. Until `guild` is founded with them, nobody sees them.
    public CompletionStage<Crowd> make(GuildId guild, Wanted wanted) {
        if (wanted.members() == 0) {
            return CompletableFuture.completedStage(Crowd.NOBODY);
        }
        var roles = new ArrayList<Role>();
        for (int i = 1; i <= wanted.roles(); i++) {
            roles.add(new Role(new RoleId(ids.getAsLong()), "role-" + i, Permission.EVERYONE, i));
        }
        var roleIds = roles.stream().map(Role::id).toList();
        return CompletableFuture.supplyAsync(
                        () -> SyntheticMembers.of(wanted.seed(), wanted.members(), roleIds, clock.instant()))
                .thenCompose(members -> store.keep(guild, members).thenApply(_ -> new Crowd(roles, members)));
    }
}

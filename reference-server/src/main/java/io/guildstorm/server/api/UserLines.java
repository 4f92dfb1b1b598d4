package io.guildstorm.server.api;

import io.guildstorm.server.api.Answer.PartSource;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// New users as lines of JSON, each batch durable before its lines go out.
///
/// **Owner:** the connection's lane, which asks for one batch at a time.
final class UserLines implements PartSource {
    /// Small enough that a lane is not held up for more than a few milliseconds.
    private static final int BATCH = 1_000;

    private static final byte[] NEWLINE = {'\n'};

    private final ApiParts parts;
    private final String prefix;
    private final int count;
    private int made;

    /// @param prefix names are `prefix-0`, `prefix-1`, …
    UserLines(ApiParts parts, String prefix, int count) {
        this.parts = parts;
        this.prefix = prefix;
        this.count = count;
    }

    @Override
    public CompletionStage<Optional<byte[]>> next() {
        if (made == count) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        int last = Math.min(count, made + BATCH);
        List<User> users = new ArrayList<>(last - made);
        for (; made < last; made++) {
            users.add(new User(new UserId(parts.ids().getAsLong()), prefix + "-" + made, false));
        }
        byte[] lines = lines(users);
        return parts.accounts().add(users).thenApply(_ -> Optional.of(lines));
    }

    private byte[] lines(List<User> users) {
        var issued = parts.clock().instant();
        var out = new JsonWriter(users.size() * 160);
        for (User user : users) {
            out.beginObject().name("id").id(user.id().value());
            out.name("name").value(user.name());
            out.name("token").value(parts.tokens().issue(user.id(), issued));
            out.endObject().raw(NEWLINE);
        }
        return out.toBytes();
    }
}

package io.guildstorm.server.store;

import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Who can sign in and where they are members. Reads come from memory; any thread.
public interface Accounts {
    @Nullable
    User user(UserId id);

    /// Guilds that the user is a member of, by id.
    List<GuildId> guildsOf(UserId id);

    /// Durable when the stage completes. Users that exist already are replaced.
    CompletionStage<Void> add(List<User> users);
}

package io.guildstorm.scenarios.run.revoke;

import java.util.Locale;

/// How the channel is taken from a reader.
enum Lever {
    /// The channel denies it to the member.
    OVERWRITE,
    /// The member is given a role that the channel is denied to.
    ROLE,
    /// The member is put out of the guild.
    KICK;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

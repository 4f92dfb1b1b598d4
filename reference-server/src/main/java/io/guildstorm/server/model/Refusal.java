package io.guildstorm.server.model;

/// Why a command was not carried out. `api` has the status and code of each; there is no default there.
public enum Refusal {
    UNKNOWN_GUILD,
    UNKNOWN_CHANNEL,
    UNKNOWN_MESSAGE,
    UNKNOWN_MEMBER,
    UNKNOWN_ROLE,
    UNKNOWN_BAN,
    UNKNOWN_OVERWRITE,
    /// Nothing can be said in a channel of this kind, and no thread begins there.
    NO_TEXT_CHANNEL,
    TOO_MANY_CHANNELS,
    TOO_MANY_ROLES,
    /// The role that all have stays, and stays below all others.
    EVERYONE_STAYS,
    /// Bulk deletion takes messages of the last 14 days.
    MESSAGE_TOO_OLD,
    /// What is to be answered is not there.
    UNKNOWN_ANSWERED,
    /// Nobody said it, so nobody answers, edits or deletes it.
    SYSTEM_ANSWERED,
    SYSTEM_MESSAGE,
    /// Who may not read what was said may not have it shown by answering it.
    NO_HISTORY,
    THREAD_EXISTS,
    THREAD_LOCKED,
    THREAD_ARCHIVED,
    THREAD_FULL,
    /// The caller may not see or do this.
    MISSING_PERMISSION,
    /// Only its author edits a message.
    NOT_THE_AUTHOR,
    /// `guild.inflight` permits are taken, or fan-out is `fanout.backlog` events behind: come back later. Nothing
    /// was written.
    BUSY,
    /// The store cannot write, or the server is stopping. Nothing was published; whether it was written is
    /// unknown to the caller only after a crash.
    UNAVAILABLE
}

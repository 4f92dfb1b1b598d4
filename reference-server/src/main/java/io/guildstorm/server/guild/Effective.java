package io.guildstorm.server.guild;

/// When the caller of a change may know of it.
public enum Effective {
    ONCE_DURABLE,
    /// Every session was given it: no later delivery shows what it forbids.
    ONCE_DELIVERED
}

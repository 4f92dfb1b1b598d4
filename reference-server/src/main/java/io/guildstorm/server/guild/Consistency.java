package io.guildstorm.server.guild;

/// When a change that takes something away is answered: once every session has been given it, so that nothing is
/// delivered afterwards that it forbids, or as soon as it is durable, while older events are still on their way.
/// @param permissions `consistency.permissions`: channels, roles, overwrites
/// @param membership `consistency.membership`: leave, kick, ban
/// @param deletes `consistency.deletes`: deletions and edits of messages
public record Consistency(Effective permissions, Effective membership, Effective deletes) {
    /// Everything is effective before it is answered.
    public static final Consistency STRONG =
            new Consistency(Effective.ONCE_DELIVERED, Effective.ONCE_DELIVERED, Effective.ONCE_DELIVERED);
}

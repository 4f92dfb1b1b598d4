package io.guildstorm.simulator.torture.plan;

/// One thing that the owner of the guild does to the others.
/// @param pauseMillis before it
/// @param choice picks whom and how
public record WardenStep(int pauseMillis, Kind kind, int choice) {
    /// What is done; each the other way round the next time.
    public enum Kind {
        /// A member is put out of the guild (removed, kicked or banned), or let in again.
        MEMBERSHIP,
        /// A channel is denied to a member.
        MEMBER_OVERWRITE,
        /// A channel is denied to a role.
        ROLE_OVERWRITE,
        /// A member gets the role.
        ROLE,
        /// Somebody's message is deleted.
        MODERATE
    }
}

package io.guildstorm.scenarios.client;

/// What a session makes of the measured guild.
public enum Attention {
    /// It gets what is said there without asking.
    UNASKED,
    /// It opens the guild, as what is said is told to who has it open.
    OPEN,
    /// It does not: what is said there is not its business.
    PASSIVE
}

package io.guildstorm.server.gateway.session;

import java.time.Duration;

/// How sessions are passive.
/// @param update the switch `passive.update`
/// @param interval how often a passive session may be told what is unread: `passive.interval`
public record PassiveTerms(Update update, Duration interval) {
    /// What a passive session is told.
    public enum Update {
        /// PASSIVE_UPDATE_V1: all channels.
        SNAPSHOT,
        /// PASSIVE_UPDATE_V2: those in which something was said since the last one.
        DELTA
    }
}

package io.guildstorm.reports.record;

import org.jspecify.annotations.Nullable;

/// How large the guild was.
/// @param members member records
/// @param online  sessions that get the event
/// @param relays  null where the server does not tell
public record Guild(
        @Nullable Long members,
        @Nullable Long online,
        @Nullable Long relays) {}

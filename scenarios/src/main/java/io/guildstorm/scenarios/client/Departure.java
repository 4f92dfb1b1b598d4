package io.guildstorm.scenarios.client;

/// Where a connection of a session ended, as another one has to know it to go on there.
/// @param session its id, as READY told it
/// @param sequence `s` of the last dispatch that came
/// @param lastEvent place of that dispatch in the order of the loop's events
public record Departure(String session, long sequence, int lastEvent) {}

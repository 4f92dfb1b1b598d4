package io.guildstorm.simulator.torture.facts;

/// An event as a line of a timeline.
/// @param at ns since the start of the run
/// @param who client, session, or `server`
public record Moment(long at, String who, String what) {}

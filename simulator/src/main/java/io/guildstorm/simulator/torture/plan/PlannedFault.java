package io.guildstorm.simulator.torture.plan;

/// Something that is done to the server.
/// @param atMillis since the clients began, without the time that earlier faults took
/// @param kind [FaultKind#KILL], [FaultKind#STOP] or [FaultKind#FREEZE]
/// @param millis how long it stands still; 0 for other kinds
public record PlannedFault(long atMillis, FaultKind kind, int millis) {}

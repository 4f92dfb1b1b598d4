package io.guildstorm.server.memberlist;

import io.guildstorm.server.wire.EventBody;

/// What is to be told of a list, one body for all who look there.
/// @param bare the same without rows: for who was not given it in time, and will be told afresh
public record ListUpdate(EventBody body, EventBody bare) {}

package io.guildstorm.server.access;

import java.time.Duration;

/// What a limit says to one request.
/// @param limit requests in a window
/// @param remaining requests left in this window, 0 and above
/// @param resetAfter until the window ends
public record Verdict(boolean allowed, int limit, int remaining, Duration resetAfter) {}

package io.guildstorm.server.model;

import org.jspecify.annotations.Nullable;

/// A message as readers are shown it: with what it refers to, as that stood at the same moment. One level: what the
/// referenced message refers to in turn is named and not shown.
/// @param referenced null: it refers to nothing, or to what is there no more
public record ShownMessage(Message message, @Nullable Message referenced) {}

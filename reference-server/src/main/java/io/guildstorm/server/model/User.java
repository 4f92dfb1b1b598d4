package io.guildstorm.server.model;

/// A person or a bot that can sign in.
/// @param name 2 to 32 characters, shown to others
public record User(UserId id, String name, boolean bot) {}

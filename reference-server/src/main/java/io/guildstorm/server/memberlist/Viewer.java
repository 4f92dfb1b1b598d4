package io.guildstorm.server.memberlist;

/// Who looks at rows of lists. Each is told of what it looks at from one SYNC of each block on, in order.
@FunctionalInterface
public interface Viewer {
    /// On the guild's thread: hand over and return.
    void tell(ListUpdate update);
}

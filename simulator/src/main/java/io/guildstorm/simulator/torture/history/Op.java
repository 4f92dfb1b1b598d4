package io.guildstorm.simulator.torture.history;

import org.jspecify.annotations.Nullable;

/// What a call asks for. No two sends (but for repeats of one) and no two edits have the same text, so that a text
/// tells which call wrote it.
public sealed interface Op {
    /// @param nonce to be enforced; null: none was given
    record Send(String channel, String text, @Nullable String nonce) implements Op {}

    record Edit(String channel, long id, String text) implements Op {}

    record Delete(String channel, long id) implements Op {}

    /// A page of history, the newest message first.
    /// @param id where the page is; for [Anchor#NEWEST] it says nothing
    record Read(String channel, Anchor anchor, long id, int limit) implements Op {}

    /// One lever of access is set. Whoever records sees to it that no two of these overlap.
    /// @param words as a person says it
    record SetAccess(Lever lever, boolean forbids, String words) implements Op {}

    /// Where a page of history is.
    enum Anchor {
        NEWEST,
        BEFORE,
        AFTER,
        AROUND
    }
}

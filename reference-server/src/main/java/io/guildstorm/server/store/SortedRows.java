package io.guildstorm.server.store;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an engine inside this process is: tables of rows sorted by unsigned bytes of their keys. Calls block.
///
/// **Owner** of [#write] and [#recover]: one thread, the store's writer. All else: any thread, also meanwhile.
public interface SortedRows extends AutoCloseable {
    /// The tables and their keys; ids are 8 bytes, big-endian.
    enum Table {
        /// channel, message
        MESSAGES,
        /// guild, then `d` (definition) or `h` (head)
        GUILDS,
        /// guild, user; an empty value: it lies in a page and is a member no more
        MEMBERS,
        /// user
        USERS,
        /// guild, message
        NONCES,
        /// guild, first user of the page
        MEMBER_PAGES
    }

    /// One step of a batch.
    sealed interface RowChange {
        Table table();

        @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
        record Put(Table table, byte[] key, byte[] value) implements RowChange {}

        @SuppressWarnings("ArrayRecordComponent")
        record Delete(Table table, byte[] key) implements RowChange {}

        /// @param to exclusive
        @SuppressWarnings("ArrayRecordComponent")
        record DeleteRange(Table table, byte[] from, byte[] to) implements RowChange {}
    }

    enum Direction {
        RISING,
        FALLING
    }

    /// Sees rows in turn.
    @FunctionalInterface
    interface RowVisitor {
        /// @return whether to go on
        boolean visit(byte[] key, byte[] value);
    }

    /// All of it or nothing, in the order given, and durable on return. After an exception the outcome is unknown
    /// until [#recover].
    void write(List<RowChange> batch) throws IOException;

    /// Makes the engine fit to write again after a failed [#write], whose batch is then there as a whole or not
    /// at all.
    void recover() throws IOException;

    byte @Nullable [] get(Table table, byte[] key) throws IOException;

    /// Visits the rows whose keys lie between `least` and `greatest`, both inclusive, as they are at the call.
    void scan(Table table, byte[] least, byte[] greatest, Direction direction, RowVisitor visitor) throws IOException;

    /// How often the log was synced since opening; 0 when there is none.
    long syncs();

    @Override
    void close();
}

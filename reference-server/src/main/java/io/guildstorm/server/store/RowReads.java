package io.guildstorm.server.store;

import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.store.SortedRows.Direction;
import io.guildstorm.server.store.SortedRows.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// Reads of messages: a channel's rows lie together by rising id, so that each page is one short scan.
final class RowReads implements MessageReads {
    private static final long GREATEST_ID = Long.MAX_VALUE;

    private final SortedRows rows;
    private final StoreReaders readers;

    RowReads(SortedRows rows, StoreReaders readers) {
        this.rows = rows;
        this.readers = readers;
    }

    @Override
    public CompletionStage<Optional<Message>> message(ChannelId channel, MessageId id) {
        byte[] key = StoredRows.key(channel.value(), id.value());
        return readers.read(
                () -> Optional.ofNullable(rows.get(Table.MESSAGES, key)).map(value -> StoredRows.message(key, value)));
    }

    @Override
    public CompletionStage<List<Message>> history(ChannelId channel, History query) {
        return readers.read(() -> switch (query) {
            case History.Newest(int limit) -> upTo(channel, GREATEST_ID, limit);
            case History.Before(var id, int limit) -> upTo(channel, id.value() - 1, limit);
            case History.After(var id, int limit) -> above(channel, id.value(), limit);
            case History.Around(var id, int limit) -> {
                var around = new ArrayList<>(above(channel, id.value(), limit / 2));
                around.addAll(upTo(channel, id.value(), limit - limit / 2));
                yield List.copyOf(around);
            }
        });
    }

    /// The newest `limit` messages with ids up to `greatest`, newest first.
    private List<Message> upTo(ChannelId channel, long greatest, int limit) throws IOException {
        return scan(channel, 0, greatest, Direction.FALLING, limit);
    }

    /// The oldest `limit` messages with ids above `id`, newest first.
    private List<Message> above(ChannelId channel, long id, int limit) throws IOException {
        return id == GREATEST_ID
                ? List.of()
                : scan(channel, id + 1, GREATEST_ID, Direction.RISING, limit).reversed();
    }

    private List<Message> scan(ChannelId channel, long least, long greatest, Direction direction, int limit)
            throws IOException {
        var found = new ArrayList<Message>(limit);
        if (limit == 0) {
            return found;
        }
        byte[] from = StoredRows.key(channel.value(), least);
        byte[] to = StoredRows.key(channel.value(), greatest);
        rows.scan(Table.MESSAGES, from, to, direction, (key, value) -> {
            found.add(StoredRows.message(key, value));
            return found.size() < limit;
        });
        return found;
    }
}

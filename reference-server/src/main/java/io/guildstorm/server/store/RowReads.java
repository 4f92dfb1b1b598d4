package io.guildstorm.server.store;

import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.Reference;
import io.guildstorm.server.model.ShownMessage;
import io.guildstorm.server.store.SortedRows.Direction;
import io.guildstorm.server.store.SortedRows.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

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
        return readers.read(() -> Optional.ofNullable(read(channel, id)));
    }

    private @Nullable Message read(ChannelId channel, MessageId id) throws IOException {
        byte[] key = StoredRows.key(channel.value(), id.value());
        byte[] value = rows.get(Table.MESSAGES, key);
        return value == null ? null : StoredRows.message(key, value);
    }

    @Override
    public CompletionStage<Optional<ShownMessage>> shown(ChannelId channel, MessageId id) {
        return readers.read(() -> {
            var message = read(channel, id);
            return message == null
                    ? Optional.empty()
                    : Optional.of(withReferenced(List.of(message)).getFirst());
        });
    }

    @Override
    public CompletionStage<List<ShownMessage>> history(ChannelId channel, History query) {
        return readers.read(() -> withReferenced(page(channel, query)));
    }

    private List<Message> page(ChannelId channel, History query) throws IOException {
        return switch (query) {
            case History.Newest(int limit) -> upTo(channel, GREATEST_ID, limit);
            case History.Before(var id, int limit) -> upTo(channel, id.value() - 1, limit);
            case History.After(var id, int limit) -> above(channel, id.value(), limit);
            case History.Around(var id, int limit) -> {
                var around = new ArrayList<>(above(channel, id.value(), limit / 2));
                around.addAll(upTo(channel, id.value(), limit - limit / 2));
                yield List.copyOf(around);
            }
        };
    }

    private List<ShownMessage> withReferenced(List<Message> page) throws IOException {
        Map<Reference, @Nullable Message> known = new HashMap<>();
        if (page.stream().anyMatch(message -> message.reference() != null)) {
            page.forEach(message -> known.put(Reference.reply(message.channel(), message.id()), message));
        }
        var shown = new ArrayList<ShownMessage>(page.size());
        for (Message message : page) {
            var reference = message.reference();
            var referenced = reference == null ? null : known.get(reference);
            if (reference != null && referenced == null && !known.containsKey(reference)) {
                referenced = read(reference.channel(), reference.message());
                known.put(reference, referenced);
            }
            shown.add(new ShownMessage(message, referenced));
        }
        return shown;
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

package io.guildstorm.server.store;

import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.ShownMessage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// Reads of messages, off the caller's thread. A queue that is full fails the stage with [ReadsBusy] (429).
public interface MessageReads {
    CompletionStage<Optional<Message>> message(ChannelId channel, MessageId id);

    /// With what it refers to, which is looked up after it: what was deleted before the call is not shown.
    CompletionStage<Optional<ShownMessage>> shown(ChannelId channel, MessageId id);

    /// Newest first, also for `after`: as the dialect demands. What a message refers to is the one of the page, if it
    /// stands there, and else looked up after it.
    CompletionStage<List<ShownMessage>> history(ChannelId channel, History query);

    /// Which messages of a channel.
    sealed interface History {
        /// @param limit 1 to 100
        record Newest(int limit) implements History {}

        record Before(MessageId id, int limit) implements History {}

        /// The `limit` messages right after `id`.
        record After(MessageId id, int limit) implements History {}

        /// `id` itself in the middle if it exists, about half of the limit on each side.
        record Around(MessageId id, int limit) implements History {}
    }

    /// The queue before the readers is full.
    final class ReadsBusy extends RuntimeException {
        public ReadsBusy() {
            super("too many reads are waiting", null, false, false);
        }
    }
}

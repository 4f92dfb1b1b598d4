package io.guildstorm.server.guild;

import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.Reference;
import io.guildstorm.server.store.MessageReads;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Messages that are being edited or deleted: loaded from the store once, then kept with their pending changes until
/// these are durable. Commands for one message go on in the order in which they came.
///
/// **Owner:** the guild. No message is here without a command that holds a permit.
final class TouchedMessages {
    private final MessageReads reads;
    private final Executor guild;
    private final Map<Key, Touched> messages = new HashMap<>();

    /// @param guild runs what comes back from the store on the guild's thread
    TouchedMessages(MessageReads reads, Executor guild) {
        this.reads = reads;
        this.guild = guild;
    }

    /// Goes on with the message as it stands with all pending changes, now or when it was loaded.
    void with(ChannelId channel, MessageId id, Command command) {
        var key = new Key(channel, id);
        var known = messages.get(key);
        if (known != null) {
            if (known.loaded) {
                command.proceed(known.message, null);
            } else {
                known.waiting.add(command);
            }
            return;
        }
        var touched = new Touched();
        touched.waiting.add(command);
        messages.put(key, touched);
        reads.message(channel, id)
                .whenComplete((found, failure) -> guild.execute(() -> {
                    if (messages.get(key) == touched) {
                        loaded(key, touched, found == null ? null : found.orElse(null), failure);
                    }
                }));
    }

    /// As [#with], and with what the message refers to, both as they stand at one moment. A command that waits for what
    /// is referred to may be overtaken by one that does not.
    void withReferenced(ChannelId channel, MessageId id, Command command) {
        with(channel, id, new Command() {
            @Override
            public void proceed(@Nullable Message message, @Nullable Message unasked) {
                if (message == null || message.reference() == null) {
                    command.proceed(message, null);
                } else {
                    withReferenced(message, message.reference(), command);
                }
            }

            @Override
            public void fail(Throwable cause) {
                command.fail(cause);
            }
        });
    }

    /// @param message as it stands now; it is kept, so that it is known how it stands then
    private void withReferenced(Message message, Reference reference, Command command) {
        var key = new Key(message.channel(), message.id());
        var kept = messages.computeIfAbsent(key, _ -> Touched.known(message));
        kept.awaited++;
        with(reference.channel(), reference.message(), new Command() {
            @Override
            public void proceed(@Nullable Message referenced, @Nullable Message unasked) {
                kept.awaited--;
                command.proceed(kept.message, referenced);
                forgetUnlessPending(key, kept);
            }

            @Override
            public void fail(Throwable cause) {
                kept.awaited--;
                command.fail(cause);
                forgetUnlessPending(key, kept);
            }
        });
    }

    private void loaded(Key key, Touched touched, @Nullable Message found, @Nullable Throwable failure) {
        touched.loaded = true;
        if (touched.pending == 0) { // else it was changed meanwhile by who had looked it up before
            touched.message = found;
        }
        for (var next = touched.waiting.poll(); next != null; next = touched.waiting.poll()) {
            if (failure == null) {
                next.proceed(touched.message, null);
            } else {
                next.fail(failure);
            }
        }
        forgetUnlessPending(key, touched);
    }

    /// @param newer null: deleted
    void changed(ChannelId channel, MessageId id, @Nullable Message newer) {
        var touched = messages.computeIfAbsent(new Key(channel, id), _ -> Touched.known(null));
        touched.message = newer;
        touched.pending++;
    }

    /// One pending change of the message is durable.
    void applied(ChannelId channel, MessageId id) {
        var key = new Key(channel, id);
        var touched = pendingOf(key);
        touched.pending--;
        forgetUnlessPending(key, touched);
    }

    private Touched pendingOf(Key key) {
        return Objects.requireNonNull(messages.get(key));
    }

    private void forgetUnlessPending(Key key, Touched touched) {
        if (touched.loaded && touched.pending == 0 && touched.awaited == 0) {
            messages.remove(key, touched);
        }
    }

    /// All pending changes are lost.
    void fail(Throwable cause) {
        var lost = Map.copyOf(messages);
        messages.clear();
        lost.values().forEach(touched -> touched.waiting.forEach(command -> command.fail(cause)));
    }

    /// What waits for a message.
    interface Command {
        /// @param message null: there is none
        /// @param referenced what it refers to, if that was asked for; null: nothing, or it is there no more
        void proceed(@Nullable Message message, @Nullable Message referenced);

        void fail(Throwable cause);
    }

    private record Key(ChannelId channel, MessageId message) {}

    private static final class Touched {
        final ArrayDeque<Command> waiting = new ArrayDeque<>();
        boolean loaded;

        @Nullable
        Message message;

        int pending;
        /// Commands for it that wait for what it refers to.
        int awaited;

        static Touched known(@Nullable Message message) {
            var touched = new Touched();
            touched.loaded = true;
            touched.message = message;
            return touched;
        }
    }
}

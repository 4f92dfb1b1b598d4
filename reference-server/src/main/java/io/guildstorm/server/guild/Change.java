package io.guildstorm.server.guild;

import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.store.GuildChange;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A change of a guild on its way: decided, not yet durable.
/// @param write what is stored; null: nothing, the change is over once all before it are
/// @param events what is published, one position each; empty: nobody is told, one position
/// @param view the guild after it; null: as before
/// @param answer what the caller gets, and when
/// @param receivedNanos when the request had been read
/// @param applied runs once it is durable
record Change(
        @Nullable GuildChange write,
        List<GuildEvent> events,
        @Nullable GuildView view,
        Answer answer,
        long receivedNanos,
        Runnable applied) {
    static Change of(GuildChange write, GuildEvent event, Answer answer) {
        return new Change(write, List.of(event), null, answer, 0, Change::nothing);
    }

    static Change unwritten(GuildEvent event, long receivedNanos) {
        var nobody = new Answer(new GuildAnswer.Done(), Effective.ONCE_DURABLE, _ -> {});
        return new Change(null, List.of(event), null, nobody, receivedNanos, Change::nothing);
    }

    static Change of(GuildChange write, List<GuildEvent> events, GuildView view, Answer answer) {
        return new Change(write, events, view, answer, 0, Change::nothing);
    }

    Change withView(@Nullable GuildView after) {
        return new Change(write, events, after, answer, receivedNanos, applied);
    }

    Change received(long nanos) {
        return new Change(write, events, view, answer, nanos, applied);
    }

    Change whenApplied(Runnable then) {
        return new Change(write, events, view, answer, receivedNanos, then);
    }

    /// How many positions it takes.
    int positions() {
        return Math.max(1, events.size());
    }

    private static void nothing() {}

    record Answer(GuildAnswer answer, Effective when, Consumer<GuildAnswer> caller) {
        void give() {
            caller.accept(answer);
        }
    }
}

package io.guildstorm.server.gateway.session;

import io.guildstorm.server.fanout.EncodedEvent;
import io.guildstorm.server.gateway.frame.DispatchFrame;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An event as a lane has it ready for its next session: who gets it, and its frames but for the number. Fan-out
/// serves several events session by session when a lane is behind, so a lane keeps as many ready as may be under way;
/// with fewer, each delivery would find out and copy anew what the one before had.
///
/// **Owner:** the lane.
final class PreparedEvent {
    /// How many a lane keeps, a power of two: the events under way have successive positions, and are at most as
    /// many. More, or those of two guilds, push each other out, which costs time and nothing else.
    static final int KEPT = 32;

    private @Nullable EventFilter filter;
    private @Nullable DispatchFrame whole;
    private @Nullable DispatchFrame withoutContent;

    @SuppressWarnings("ReferenceEquality") // the same event, given to the next session
    EventFilter filterOf(EncodedEvent event) {
        var known = filter;
        if (known == null || known.event() != event) {
            known = EventFilter.of(event);
            filter = known;
        }
        return known;
    }

    /// The frame of the event that was asked for last, until the next is asked for.
    /// @param body one of the event's two
    @SuppressWarnings("ReferenceEquality") // one of two arrays
    DispatchFrame frame(byte[] body) {
        var event = Objects.requireNonNull(filter).event().body();
        boolean isWhole = body == event.afterSequence();
        var known = isWhole ? whole : withoutContent;
        var frame = known == null ? new DispatchFrame() : known;
        if (isWhole) {
            whole = frame;
        } else {
            withoutContent = frame;
        }
        frame.load(event.prefix(), body);
        return frame;
    }

    /// Holds on to nothing of the event, so that an idle lane does not keep the last ones alive.
    void forget() {
        filter = null;
        if (whole != null) {
            whole.unload();
        }
        if (withoutContent != null) {
            withoutContent.unload();
        }
    }
}

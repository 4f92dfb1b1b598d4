package io.guildstorm.server.gateway.session;

import io.guildstorm.server.fanout.EncodedEvent;
import io.guildstorm.server.gateway.frame.DispatchFrame;
import io.guildstorm.server.gateway.frame.SharedStream;
import java.util.ArrayList;
import java.util.List;
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
    private final List<DispatchFrame> whole = new ArrayList<>(1);
    private final List<DispatchFrame> withoutContent = new ArrayList<>(0);

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
    /// @param stream of the session that it is for; null: it takes text
    /// @param body one of the event's two
    @SuppressWarnings("ReferenceEquality") // one of two arrays
    DispatchFrame frame(@Nullable SharedStream stream, byte[] body) {
        var event = Objects.requireNonNull(filter).event().body();
        var frame = of(stream, body == event.afterSequence() ? whole : withoutContent);
        frame.load(event.prefix(), body);
        return frame;
    }

    /// There are as many as there are streams among the lane's sessions: mostly one.
    private static DispatchFrame of(@Nullable SharedStream stream, List<DispatchFrame> known) {
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).isOf(stream)) {
                return known.get(i);
            }
        }
        var frame = new DispatchFrame(stream);
        known.add(frame);
        return frame;
    }

    /// Holds on to nothing of the event, so that an idle lane does not keep the last ones alive.
    void forget() {
        filter = null;
        whole.forEach(DispatchFrame::unload);
        withoutContent.forEach(DispatchFrame::unload);
    }
}

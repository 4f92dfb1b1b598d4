package io.guildstorm.scenarios.swarm;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What the sessions of one loop are told of who types, and whom they show.
///
/// **Owner:** the loop.
final class TypingWatch {
    private final Set<Long> hiding;
    private final Map<Long, Integer> places = new HashMap<>();
    private long told;
    private long judgedTold;
    private long judgedBytes;
    private long ofHiding;
    private long toBlind;

    /// @param hiding ids of users of whose typing nobody may be told
    TypingWatch(Set<Long> hiding) {
        this.hiding = Set.copyOf(hiding);
    }

    /// A session was told that a user types.
    /// @param isJudged whether that was in the judged window
    void typing(SwarmSession session, long user, int wireBytes, boolean isJudged, long nanos) {
        told++;
        if (isJudged) {
            judgedTold++;
            judgedBytes += wireBytes;
        }
        if (hiding.contains(user)) ofHiding++;
        if (session.isBlind()) toBlind++;
        session.heardTyping(places.computeIfAbsent(user, _ -> places.size()), nanos);
    }

    /// A message came to a session.
    void said(SwarmSession session, long author) {
        Integer place = places.get(author);
        if (place != null) session.indicators().said(place);
    }

    SwarmEvent.Typing figures(Iterable<SwarmSession> sessions, long nowNanos) {
        Map<Long, Integer> shown = new TreeMap<>();
        int watching = 0;
        long mostHeard = 0;
        for (SwarmSession session : sessions) {
            if (!session.seesChannel()) continue;
            watching++;
            mostHeard = Math.max(mostHeard, session.typingHeard());
            places.forEach((user, place) -> {
                if (session.indicators().shows(place, nowNanos)) shown.merge(user, 1, Integer::sum);
            });
        }
        return new SwarmEvent.Typing(
                told, judgedTold, judgedBytes, mostHeard, ofHiding, toBlind, watching, shown, nowNanos);
    }
}

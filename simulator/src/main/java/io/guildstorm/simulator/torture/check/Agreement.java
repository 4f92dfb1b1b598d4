package io.guildstorm.simulator.torture.check;

import io.guildstorm.simulator.torture.facts.Facts;
import io.guildstorm.simulator.torture.facts.Moment;
import io.guildstorm.simulator.torture.facts.Words;
import io.guildstorm.simulator.torture.history.Arrival;
import io.guildstorm.simulator.torture.history.Arrival.Dispatch;
import io.guildstorm.simulator.torture.history.Arrival.Told;
import io.guildstorm.simulator.torture.history.SessionLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Any two sessions are told of the events of a channel in the same order.
final class Agreement {
    private final SessionLog session;
    private final Map<Told, Dispatch> order = new LinkedHashMap<>();
    private final Map<Told, Integer> places = new HashMap<>();

    private Agreement(SessionLog session) {
        this.session = session;
        List<Arrival> arrivals = session.arrivals();
        int replayed = 0; // up to where
        for (int i = 0; i < arrivals.size(); i++) {
            if (arrivals.get(i) instanceof Arrival.ResumeAsked) replayed = endOfReplay(arrivals, i);
            if (!(arrivals.get(i) instanceof Dispatch dispatch)) continue;
            boolean replaying = i < replayed;
            // a replayed delete may stand in the place of what it deleted
            boolean placed = switch (dispatch.told()) {
                case Told.Created _, Told.Updated _ -> true;
                case Told.Deleted _ -> !replaying;
                default -> false;
            };
            if (placed && order.putIfAbsent(dispatch.told(), dispatch) == null)
                places.put(dispatch.told(), places.size());
        }
    }

    /// Behind the last RESUMED of the socket: those of resumes before, which the client never read, are replayed too.
    /// Without one the replay was cut, and all that came of it is replayed.
    private static int endOfReplay(List<Arrival> arrivals, int asked) {
        int end = -1;
        int next = asked + 1;
        for (; next < arrivals.size() && !(arrivals.get(next) instanceof Arrival.ResumeAsked); next++)
            if (arrivals.get(next) instanceof Dispatch(var _, int _, Told.Resumed _)) end = next;
        return end < 0 ? next : end;
    }

    static List<Finding> check(Facts facts) {
        List<Agreement> all =
                facts.history().sessions().stream().map(Agreement::new).toList();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < all.size(); i++)
            for (int j = i + 1; j < all.size(); j++)
                all.get(i).against(all.get(j)).ifPresent(findings::add);
        return findings;
    }

    /// The first two events of one channel that the other was told of the other way round.
    private Optional<Finding> against(Agreement other) {
        Map<String, Told> last = new HashMap<>();
        for (Told told : order.keySet()) {
            Integer place = other.places.get(told);
            if (place == null) continue;
            Told before = last.put(channel(told), told);
            if (before != null && place(other, before) > place) return Optional.of(contradiction(other, before, told));
        }
        return Optional.empty();
    }

    private static int place(Agreement in, Told told) {
        @Nullable Integer place = in.places.get(told);
        return place == null ? -1 : place;
    }

    private static String channel(Told told) {
        return switch (told) {
            case Told.Created(var channel, var _, var _) -> channel;
            case Told.Updated(var channel, var _, var _) -> channel;
            case Told.Deleted(var channel, var _) -> channel;
            default -> "";
        };
    }

    private Finding contradiction(Agreement other, Told first, Told second) {
        List<Moment> witness = new ArrayList<>();
        for (Agreement each : List.of(this, other))
            for (Told told : List.of(first, second)) {
                Dispatch dispatch = each.order.get(told);
                if (dispatch != null) witness.add(Words.of(each.session, dispatch));
            }
        return new Finding(
                Rule.REORDER,
                session.name() + " and " + other.session.name() + " were told the two in different order",
                witness);
    }
}

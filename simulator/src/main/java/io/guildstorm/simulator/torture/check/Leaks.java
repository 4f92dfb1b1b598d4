package io.guildstorm.simulator.torture.check;

import io.guildstorm.simulator.torture.facts.Bounds;
import io.guildstorm.simulator.torture.facts.Facts;
import io.guildstorm.simulator.torture.facts.Version;
import io.guildstorm.simulator.torture.facts.Words;
import io.guildstorm.simulator.torture.history.Arrival;
import io.guildstorm.simulator.torture.history.Arrival.Dispatch;
import io.guildstorm.simulator.torture.history.Arrival.Told;
import io.guildstorm.simulator.torture.history.Call;
import io.guildstorm.simulator.torture.history.Op;
import io.guildstorm.simulator.torture.history.SessionLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is shown of a channel to who has lost it, or taken from them.
final class Leaks {
    private final Facts facts;
    private final SessionLog session;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Dispatch> channelLost = new HashMap<>();
    private @Nullable Dispatch guildLost;

    private Leaks(Facts facts, SessionLog session) {
        this.facts = facts;
        this.session = session;
    }

    static List<Finding> check(Facts facts) {
        List<Finding> findings = new ArrayList<>();
        facts.history().calls().forEach(call -> answered(facts, call).ifPresent(findings::add));
        facts.history().sessions().forEach(session -> findings.addAll(new Leaks(facts, session).check()));
        return findings;
    }

    private static Optional<Finding> answered(Facts facts, Call call) {
        String channel = switch (call.op()) {
            case Op.Send(var where, var _, var _) -> where;
            case Op.Edit(var where, var _, var _) -> where;
            case Op.Delete(var where, var _) -> where;
            case Op.Read(var where, var _, var _, var _) -> where;
            case Op.SetAccess _ -> "";
        };
        if (channel.isEmpty() || !call.acknowledged()) return Optional.empty();
        return facts.access()
                .hiddenBy(call.who(), channel, call.begin(), call.end())
                .map(by -> new Finding(
                        Rule.LEAK,
                        call.who() + " was answered in #" + channel + " after losing it",
                        List.of(Words.answered(by), Words.asked(call))));
    }

    private List<Finding> check() {
        Bounds bounds = new Bounds(facts, session);
        for (Arrival arrival : session.arrivals()) {
            long bound = bounds.next(arrival);
            if (!(arrival instanceof Dispatch dispatch)) continue;
            switch (dispatch.told()) {
                case Told.GuildLost _ -> guildLost = dispatch;
                case Told.GuildGained _ -> {
                    guildLost = null;
                    channelLost.clear();
                }
                case Told.ChannelLost(var channel) -> channelLost.put(channel, dispatch);
                case Told.ChannelGained(var channel) -> channelLost.remove(channel);
                case Told.Created(var channel, var _, var _) -> delivered(dispatch, channel, bound);
                case Told.Updated(var channel, var _, var _) -> delivered(dispatch, channel, bound);
                case Told.Deleted(var channel, var _) -> delivered(dispatch, channel, bound);
                case Told.Ready _, Told.Resumed _, Told.Other _ -> {}
            }
        }
        return findings;
    }

    private void delivered(Dispatch dispatch, String channel, long bound) {
        Dispatch lost = guildLost == null ? channelLost.get(channel) : guildLost;
        if (lost != null) {
            findings.add(new Finding(
                    Rule.LEAK,
                    session.name() + " was told of #" + channel + " after it was told that this is lost",
                    List.of(Words.of(session, lost), Words.of(session, dispatch))));
            return;
        }
        facts.access().hiddenBy(session.who(), channel, bound, dispatch.at()).ifPresent(by -> {
            var witness = new ArrayList<>(List.of(Words.answered(by), Words.of(session, dispatch)));
            cause(dispatch)
                    .filter(call -> call.begin() >= by.end())
                    .map(Words::asked)
                    .ifPresent(witness::add);
            findings.add(
                    new Finding(Rule.LEAK, session.name() + " was told of #" + channel + " after losing it", witness));
        });
    }

    /// The call that made what is told.
    private Optional<Call> cause(Dispatch dispatch) {
        String text = switch (dispatch.told()) {
            case Told.Created(var _, var _, var created) -> created;
            case Told.Updated(var _, var _, var updated) -> updated;
            default -> "";
        };
        Version version = facts.version(text);
        return version == null ? Optional.empty() : Optional.of(version.calls().getFirst());
    }
}

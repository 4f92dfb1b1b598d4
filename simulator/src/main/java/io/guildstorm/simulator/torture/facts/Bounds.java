package io.guildstorm.simulator.torture.facts;

import io.guildstorm.simulator.torture.history.Arrival;
import io.guildstorm.simulator.torture.history.Arrival.Told;
import io.guildstorm.simulator.torture.history.Call;
import io.guildstorm.simulator.torture.history.SessionLog;

/// The earliest instant at which the server can have shown each arrival of a session.
///
/// A client reads late what was written early, so the time of arrival says little. But what follows the announcement
/// of a message was shown after the send of that message began; and what comes on a socket was shown after its
/// IDENTIFY or RESUME.
public final class Bounds {
    private final Facts facts;
    private long bound;

    public Bounds(Facts facts, SessionLog session) {
        this.facts = facts;
        bound = session.begun();
    }

    /// To be asked for each arrival in turn.
    /// @return ns
    public long next(Arrival arrival) {
        if (arrival instanceof Arrival.ResumeAsked) bound = Math.max(bound, arrival.at());
        if (arrival instanceof Arrival.Dispatch dispatch) bound = Math.max(bound, begin(dispatch.told()));
        return bound;
    }

    /// When whoever caused it began, ns; 0: not known.
    private long begin(Told told) {
        return switch (told) {
            case Told.Created(var _, var _, var text) -> begin(text);
            case Told.Updated(var _, var _, var text) -> begin(text);
            case Told.Deleted(var _, var id) -> deleteBegin(id);
            default -> 0;
        };
    }

    private long begin(String text) {
        Version version = facts.version(text);
        return version == null ? 0 : version.begin();
    }

    private long deleteBegin(long id) {
        Message message = facts.message(id);
        if (message == null) return 0;
        return message.deletes().stream()
                .filter(Call::possible)
                .mapToLong(Call::begin)
                .min()
                .orElse(0);
    }
}

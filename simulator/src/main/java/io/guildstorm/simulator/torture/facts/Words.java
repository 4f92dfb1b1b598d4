package io.guildstorm.simulator.torture.facts;

import io.guildstorm.simulator.torture.history.Arrival;
import io.guildstorm.simulator.torture.history.Arrival.Told;
import io.guildstorm.simulator.torture.history.Call;
import io.guildstorm.simulator.torture.history.Fault;
import io.guildstorm.simulator.torture.history.Op;
import io.guildstorm.simulator.torture.history.Outcome;
import io.guildstorm.simulator.torture.history.SessionLog;
import java.util.List;
import java.util.Locale;

/// Events as lines of a witness.
public final class Words {
    private Words() {}

    /// The call at the instant of its answer, which is when it has to have had its effect.
    public static Moment answered(Call call) {
        return new Moment(call.end(), call.who(), inWords(call.op()) + " → " + inWords(call.outcome()));
    }

    /// The call at the instant of its begin, after which all that was acknowledged before holds for it.
    public static Moment asked(Call call) {
        return new Moment(call.begin(), call.who(), inWords(call.op()) + " → " + inWords(call.outcome()));
    }

    /// @param detail what of its answer matters
    public static Moment asked(Call call, String detail) {
        return new Moment(call.begin(), call.who(), inWords(call.op()) + " → " + detail);
    }

    public static Moment of(SessionLog session, Arrival arrival) {
        return switch (arrival) {
            case Arrival.Dispatch(var at, var s, var told) ->
                new Moment(at, session.name(), "s " + s + ": " + inWords(told));
            case Arrival.ResumeAsked(var at, var seen) -> new Moment(at, session.name(), "resumes after s " + seen);
            case Arrival.Cut(var at, var why) -> new Moment(at, session.name(), "socket gone: " + why);
        };
    }

    public static Moment begun(SessionLog session) {
        return new Moment(session.begun(), session.name(), "identifies");
    }

    public static Moment ended(SessionLog session) {
        String what = switch (session.end()) {
            case SessionLog.End.Live _ -> "is there at the end of the run";
            case SessionLog.End.Stopped _ -> "is told that the server stops";
            case SessionLog.End.Over over -> "ends: " + over.why();
        };
        return new Moment(session.end().at(), session.name(), what);
    }

    public static Moment of(Fault fault) {
        return new Moment(fault.begin(), "server", fault.kind().words() + ", over at " + seconds(fault.end()) + " s");
    }

    public static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f", nanos / 1e9);
    }

    public static String inWords(Op op) {
        return switch (op) {
            case Op.Send(var channel, var text, var nonce) ->
                "sends \"" + text + "\" to #" + channel + (nonce == null ? "" : ", nonce " + nonce);
            case Op.Edit(var _, var id, var text) -> "edits " + id + " to \"" + text + "\"";
            case Op.Delete(var _, var id) -> "deletes " + id;
            case Op.Read(var channel, var anchor, var id, var limit) ->
                "reads #" + channel + " "
                        + (anchor == Op.Anchor.NEWEST ? "newest" : anchor.name().toLowerCase(Locale.ROOT) + " " + id)
                        + ", limit " + limit;
            case Op.SetAccess(var _, var _, var words) -> words;
        };
    }

    private static String inWords(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var shown) -> shown.isEmpty() ? "done" : "done: " + inWords(shown);
            case Outcome.Refused(var status) -> "refused, " + status;
            case Outcome.Unknown(var why) -> "no answer: " + why;
        };
    }

    public static String inWords(List<Outcome.Shown> page) {
        return switch (page.size()) {
            case 0 -> "an empty page";
            case 1 -> page.getFirst().id() + " \"" + page.getFirst().text() + "\"";
            default ->
                page.size() + " messages, " + page.getFirst().id() + " down to "
                        + page.getLast().id();
        };
    }

    private static String inWords(Told told) {
        return switch (told) {
            case Told.Ready _ -> "READY";
            case Told.Resumed _ -> "RESUMED";
            case Told.GuildGained _ -> "GUILD_CREATE";
            case Told.GuildLost _ -> "GUILD_DELETE";
            case Told.ChannelGained(var channel) -> "CHANNEL_CREATE #" + channel;
            case Told.ChannelLost(var channel) -> "CHANNEL_DELETE #" + channel;
            case Told.Created(var channel, var id, var text) ->
                "MESSAGE_CREATE #" + channel + " " + id + " \"" + text + "\"";
            case Told.Updated(var channel, var id, var text) ->
                "MESSAGE_UPDATE #" + channel + " " + id + " \"" + text + "\"";
            case Told.Deleted(var channel, var id) -> "MESSAGE_DELETE #" + channel + " " + id;
            case Told.Other(var name) -> name;
        };
    }
}

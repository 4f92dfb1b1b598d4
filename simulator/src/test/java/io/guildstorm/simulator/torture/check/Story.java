package io.guildstorm.simulator.torture.check;

import io.guildstorm.simulator.torture.check.Checker.Judgement;
import io.guildstorm.simulator.torture.history.Arrival;
import io.guildstorm.simulator.torture.history.Arrival.Told;
import io.guildstorm.simulator.torture.history.Call;
import io.guildstorm.simulator.torture.history.Fault;
import io.guildstorm.simulator.torture.history.History;
import io.guildstorm.simulator.torture.history.Lever;
import io.guildstorm.simulator.torture.history.Op;
import io.guildstorm.simulator.torture.history.Outcome;
import io.guildstorm.simulator.torture.history.Outcome.Shown;
import io.guildstorm.simulator.torture.history.SessionLog;
import io.guildstorm.simulator.torture.history.SessionLog.End;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A history by hand, in channel `one`. Times are milliseconds.
final class Story {
    static final String ONE = "one";

    private final List<Call> calls = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final List<Session> sessions = new ArrayList<>();

    static Shown shown(long id, String text) {
        return new Shown(id, text);
    }

    private static long nanos(long millis) {
        return millis * 1_000_000;
    }

    Story call(String who, Op op, long begin, long end, Outcome outcome) {
        calls.add(new Call(who, op, nanos(begin), nanos(end), outcome));
        return this;
    }

    /// A send that was acknowledged.
    Story sent(String who, long id, String text, long begin, long end) {
        return call(who, new Op.Send(ONE, text, null), begin, end, new Outcome.Done(List.of(shown(id, text))));
    }

    /// One attempt of a send with a nonce.
    /// @param id null: no answer came
    Story sentOnce(String who, @Nullable Long id, String text, long begin, long end) {
        Outcome outcome = id == null ? new Outcome.Unknown("cut") : new Outcome.Done(List.of(shown(id, text)));
        return call(who, new Op.Send(ONE, text, "n-" + text), begin, end, outcome);
    }

    Story edited(String who, long id, String text, long begin, long end) {
        return call(who, new Op.Edit(ONE, id, text), begin, end, new Outcome.Done(List.of(shown(id, text))));
    }

    Story deleted(String who, long id, long begin, long end) {
        return call(who, new Op.Delete(ONE, id), begin, end, new Outcome.Done(List.of()));
    }

    Story newest(String who, long begin, long end, Shown... page) {
        return read(who, Op.Anchor.NEWEST, 0, 50, begin, end, page);
    }

    Story read(String who, Op.Anchor anchor, long at, int limit, long begin, long end, Shown... page) {
        return call(who, new Op.Read(ONE, anchor, at, limit), begin, end, new Outcome.Done(List.of(page)));
    }

    Story set(Lever lever, boolean forbids, long begin, long end) {
        return call(
                "owner",
                new Op.SetAccess(lever, forbids, lever + " " + forbids),
                begin,
                end,
                new Outcome.Done(List.of()));
    }

    Story fault(Fault.Kind kind, long begin, long end) {
        faults.add(new Fault(kind, nanos(begin), nanos(end)));
        return this;
    }

    /// A session that is READY and has the guild two milliseconds after it began.
    Session session(String who, long begun) {
        Session session = new Session(who + "#" + (sessions.size() + 1), who, begun);
        sessions.add(session);
        return session.told(begun + 1, new Told.Ready()).told(begun + 2, new Told.GuildGained());
    }

    Judgement judge() {
        return Checker.judge(
                new History(calls, sessions.stream().map(Session::log).toList(), faults));
    }

    static final class Session {
        private final String name;
        private final String who;
        private final long begun;
        private final List<Arrival> arrivals = new ArrayList<>();
        private int s;
        private End end = new End.Over(Long.MAX_VALUE, "not told");

        private Session(String name, String who, long begun) {
            this.name = name;
            this.who = who;
            this.begun = begun;
        }

        /// Under the next number.
        Session told(long at, Told told) {
            return told(at, s + 1, told);
        }

        Session told(long at, int number, Told told) {
            s = number;
            arrivals.add(new Arrival.Dispatch(nanos(at), number, told));
            return this;
        }

        Session created(long at, long id, String text) {
            return told(at, new Told.Created(ONE, id, text));
        }

        Session updated(long at, long id, String text) {
            return told(at, new Told.Updated(ONE, id, text));
        }

        Session deleted(long at, long id) {
            return told(at, new Told.Deleted(ONE, id));
        }

        Session resumes(long at) {
            arrivals.add(new Arrival.Cut(nanos(at), "cut"));
            arrivals.add(new Arrival.ResumeAsked(nanos(at), s));
            return this;
        }

        Session resumed(long at) {
            return told(at, new Told.Resumed());
        }

        Session live(long at) {
            end = new End.Live(nanos(at));
            return this;
        }

        Session stopped(long at) {
            end = new End.Stopped(nanos(at));
            return this;
        }

        private SessionLog log() {
            return new SessionLog(name, who, nanos(begun), arrivals, end);
        }
    }
}

package io.guildstorm.server.gateway;

import io.guildstorm.server.fanout.Lane;
import io.guildstorm.server.meter.Meter;
import io.guildstorm.server.meter.Tally;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/// How many sign-ins a lane works on at once, the switch `admission`. All others wait, each in its own socket, so
/// that a storm of them does not stand before the deliveries of those who are here.
///
/// Two bounds. A turn of the lane begins so many steps at most, upgrades, identifies and resumes; what is left waits
/// for the next turn, behind the sockets and tasks that wait then. And so many identifies and resumes are under way,
/// each with a permit from when it begins until all that its session begins with is written, which takes an answer of
/// its guilds. No permit is held while the server waits for the client, whose round trips may take as long as they
/// like. Those who have identified go before those who have not been greeted: clients wait longer for HELLO than for
/// READY, and what has begun is finished.
///
/// The queues need no bound of their own: each entry is an open socket, of which the system gives a process so
/// many.
///
/// **Owner:** the lane.
final class Admission {
    /// As many as there are.
    static final int UNBOUNDED = Integer.MAX_VALUE;

    /// A sign-in whose guild does not answer gives its permit back after that, so that a guild in trouble does
    /// not keep the others' members out.
    private static final long HOLD_NANOS_MAX = 1_000_000_000L;

    private final Lane lane;
    private final Tally tally;
    private final int permits;
    private final int stepsPerTurn;
    private final ArrayDeque<Consumer<Permit>> begun = new ArrayDeque<>();
    private final ArrayDeque<Runnable> newcomers = new ArrayDeque<>();
    private final ArrayDeque<Permit> held = new ArrayDeque<>();
    private int underway;
    /// Of this turn.
    private int steps;

    private boolean scheduled;

    /// @param permits identifies and resumes under way at once, or [#UNBOUNDED]
    /// @param stepsPerTurn that a turn begins, or [#UNBOUNDED]
    Admission(Lane lane, Tally tally, int permits, int stepsPerTurn) {
        this.lane = lane;
        this.tally = tally;
        this.permits = permits;
        this.stepsPerTurn = stepsPerTurn;
    }

    /// The right to be worked for.
    final class Permit {
        private final long sinceNanos = lane.nanos();
        private boolean given = true;

        /// Gives it back; once more does nothing.
        void release() {
            if (!given) {
                return;
            }
            given = false;
            underway--;
            while (!held.isEmpty() && !held.element().given) {
                held.remove();
            }
            if (isAwaited()) {
                schedule();
            }
        }
    }

    /// Whether an upgrade may be done now; if not, it has to [#await].
    boolean admitsUpgrade() {
        assert lane.inLane();
        return newcomers.isEmpty() && step();
    }

    /// False: the turn has begun as many as it may.
    private boolean step() {
        if (stepsPerTurn == UNBOUNDED) {
            return true;
        }
        if (steps >= stepsPerTurn) {
            return false;
        }
        steps++;
        schedule(); // the next turn begins at none
        return true;
    }

    /// Runs `upgrade` when its turn has come.
    void await(Runnable upgrade) {
        newcomers.add(upgrade);
        schedule();
        tally.add(Meter.SIGN_INS_WAITING, 1);
    }

    /// Runs `work`, an identify or a resume, now or when its turn has come; it releases the permit that it is
    /// given.
    void signIn(Consumer<Permit> work) {
        assert lane.inLane();
        if (underway < permits && begun.isEmpty() && step()) {
            work.accept(take());
        } else {
            begun.add(work);
            schedule();
            tally.add(Meter.SIGN_INS_WAITING, 1);
        }
    }

    private Permit take() {
        var permit = new Permit();
        underway++;
        held.add(permit);
        return permit;
    }

    private boolean isAwaited() {
        return !begun.isEmpty() || !newcomers.isEmpty();
    }

    private void schedule() {
        if (!scheduled) {
            scheduled = true;
            lane.nextTurn(this::turn);
        }
    }

    private void turn() {
        scheduled = false;
        steps = 0;
        while (isAwaited()) {
            boolean greeted = !begun.isEmpty() && underway < permits;
            if ((!greeted && newcomers.isEmpty()) || !step()) {
                return; // a permit that comes back, or the turn that this one asked for, goes on
            }
            tally.add(Meter.SIGN_INS_WAITING, -1);
            if (greeted) {
                begun.remove().accept(take());
            } else {
                newcomers.remove().run();
            }
        }
    }

    /// Takes permits back that are held for too long; to be called several times a second.
    void sweep() {
        while (!held.isEmpty() && lane.nanos() - held.element().sinceNanos > HOLD_NANOS_MAX) {
            held.remove().release();
        }
    }

    /// The server stops: whoever waits to be greeted is told so by its own step. Those that were have sockets of
    /// the gateway, and are told as all of them.
    void end() {
        tally.add(Meter.SIGN_INS_WAITING, -begun.size() - newcomers.size());
        begun.clear();
        for (var next = newcomers.poll(); next != null; next = newcomers.poll()) {
            next.run();
        }
    }
}

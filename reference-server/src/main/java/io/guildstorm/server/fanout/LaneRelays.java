package io.guildstorm.server.fanout;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// The relays of one guild on one lane, and the cursor that serves them.
///
/// What the feeder does arrives here in its order and is worked off in that order, joins and leaves among the events,
/// so that who joined before an event gets it and who joined behind it does not, however long a fan-out takes. The
/// cursor makes at most [#SLICE] deliveries and then waits for its next turn: other work of the lane, requests of
/// clients included, waits one slice (0.5 to 1.5 ms at 4 to 12 µs a write), not the whole fan-out.
///
/// An event that arrives while the cursor is under way with others joins them where it stands, and leaves when it
/// comes by there again: whoever is still ahead gets all of them in one write. A lane that is behind catches up; one
/// that keeps up and is busy holds an event for a moment, so that the next leave with it ([Pace]).
///
/// **Owner:** `lane`, but for what is marked as the feeder's. The queue needs no bound of its own: the guild admits
/// no send that would put more than `fanout.backlog` events between `delivered()` and the newest position.
final class LaneRelays {
    /// Deliveries before other work of the lane gets its turn.
    static final int SLICE = 128;
    /// Events under way at most: what one socket may be handed before the next.
    static final int MOST_UNDERWAY = 32;

    private final Lane lane;
    private final int relaySize;
    private final Runnable progress;
    private final Turn turn = new Turn();
    private final Pace pace;

    private final List<Relay> relays = new ArrayList<>();
    private final ArrayDeque<Step> steps = new ArrayDeque<>();
    private boolean scheduled;
    /// Those at the head of `steps` that the cursor has with it, the one that leaves first at the head.
    private final ArrayDeque<Underway> underway = new ArrayDeque<>();
    /// Where the cursor stands, and how often it has come round; 0 when nothing is under way.
    private int round;

    private int relay;
    private int place;
    /// Since nothing was under way: events served, and the time that took.
    private int servedEvents;

    private long servingNanos;

    /// The lane's word to the feeder: the last event served, steps worked off, and how many are listening after
    /// them.
    private volatile long delivered;

    private volatile long worked;
    private volatile int listening;
    private volatile int relayCount;

    /// The feeder's: steps submitted, the last position handed over, and the newest one before it that was not,
    /// because nobody listened here.
    private long submitted;

    private volatile long given;
    private volatile long passedBy;

    /// What the feeder did.
    private sealed interface Step {
        record Publish(EncodedEvent event) implements Step {}

        record Join(Recipient one, boolean passive) implements Step {}

        record Leave(Recipient one) implements Step {}

        record Interest(Recipient one, boolean passive) implements Step {}
    }

    /// An event, and where the cursor was when it joined.
    private record Underway(EncodedEvent event, int round, int relay, int place) {}

    LaneRelays(Lane lane, int relaySize, Runnable progress) {
        this.lane = lane;
        this.relaySize = relaySize;
        this.progress = progress;
        this.pace = new Pace(lane.gatherNanos(), lane.nanos());
    }

    boolean serves(Recipient one) {
        return one.lane().equals(lane);
    }

    /// Feeder only.
    void join(Recipient one) {
        submit(new Step.Join(one, one.passive()));
    }

    /// Feeder only.
    void leave(Recipient one) {
        submit(new Step.Leave(one));
    }

    /// Feeder only.
    void interestChanged(Recipient one) {
        submit(new Step.Interest(one, one.passive()));
    }

    /// Feeder only. A lane without listeners is not woken.
    /// @param before the position published before this one
    void publish(EncodedEvent event, long before) {
        if (delivered >= given) { // it is up to date, so `before` was delivered here or passed by
            passedBy = before;
        }
        if (worked == submitted && listening == 0) {
            return;
        }
        given = event.position();
        submit(new Step.Publish(event));
    }

    /// Any thread. Up to `newest` when nothing that was handed over is waiting; never falls.
    /// @param newest read before this call
    long delivered(long newest) {
        long upTo = given; // before `delivered`: an event that is given in between must not count
        long reached = delivered;
        return reached >= upTo ? newest : Math.max(reached, passedBy);
    }

    /// Relays, of a moment ago; any thread.
    int count() {
        return relayCount;
    }

    /// Feeder only. Not in the order of its steps: a relay that dies does so in the middle of a fan-out too.
    void endRelays(int percent) {
        lane.execute(() -> {
            int doomed = Math.ceilDiv(relays.size() * percent, 100);
            for (Relay relay : relays.subList(0, doomed)) {
                count(-relay.end());
            }
        });
    }

    void close() {
        turn.close(lane);
    }

    private void submit(Step step) {
        submitted++;
        lane.execute(() -> {
            steps.add(step);
            if (step instanceof Step.Publish) {
                pace.came(lane.nanos());
            }
            if (!scheduled) {
                begin(step);
            }
        });
    }

    private void begin(Step first) {
        long hold = first instanceof Step.Publish ? pace.hold() : 0;
        if (hold > 0) {
            scheduled = true;
            lane.later(this::run, hold);
        } else {
            run();
        }
    }

    /// One turn of the cursor.
    private void run() {
        assert lane.inLane();
        scheduled = false;
        int left = SLICE;
        long began = lane.nanos();
        turn.begin();
        try {
            while (left > 0 && !steps.isEmpty()) {
                left = work(steps.element(), left);
            }
        } finally {
            turn.end();
        }
        servingNanos += lane.nanos() - began;
        if (steps.isEmpty()) {
            rest();
        } else if (!turn.closed()) {
            scheduled = true;
            lane.nextTurn(this::run);
        }
    }

    private void rest() {
        if (servedEvents > 0) {
            pace.served(servedEvents, servingNanos);
        }
        servedEvents = 0;
        servingNanos = 0;
    }

    /// Works off a step, or as much of it as `budget` deliveries allow; what is left of the budget.
    private int work(Step step, int budget) {
        switch (step) {
            case Step.Publish _ -> {
                return deliver(budget);
            }
            case Step.Join(var one, boolean passive) -> add(one, passive);
            case Step.Leave(var one) -> remove(one);
            case Step.Interest(var one, boolean passive) -> {
                if (remove(one)) {
                    add(one, passive);
                }
            }
        }
        finish();
        return budget - 1;
    }

    private int deliver(int budget) {
        takeAlong();
        int left = budget;
        while (left > 0 && !underway.isEmpty()) {
            if (cameRoundTo(underway.element())) {
                delivered = underway.remove().event().position();
                servedEvents++;
                finish();
                progress.run();
                left--;
            } else if (relay == relays.size()) {
                round++;
                relay = 0;
            } else if (place >= listeners(relays.get(relay))) {
                relay++;
                place = 0;
            } else {
                int served = serve(relays.get(relay));
                if (served < 0) {
                    steps.clear();
                    underway.clear();
                    return 0;
                }
                place++;
                left -= served;
            }
        }
        if (underway.isEmpty()) {
            round = 0;
            relay = 0;
            place = 0;
        }
        return Math.max(0, left);
    }

    /// The events next in line join, up to the first join or leave of a session: that stands at its own place among
    /// them, and waits until the cursor has nothing with it.
    private void takeAlong() {
        int known = underway.size();
        for (Step step : steps) {
            if (known > 0) {
                known--;
            } else if (step instanceof Step.Publish(var event) && underway.size() < MOST_UNDERWAY) {
                underway.add(new Underway(event, round, relay, place));
            } else {
                return;
            }
        }
    }

    private boolean cameRoundTo(Underway start) {
        if (round != start.round + 1) {
            return round > start.round;
        }
        return relay > start.relay || (relay == start.relay && place >= start.place);
    }

    /// How many at least one event under way is for.
    private int listeners(Relay serving) {
        int most = 0;
        for (Underway one : underway) {
            most = Math.max(most, serving.listeners(one.event));
        }
        return most;
    }

    /// Gives the listener at the cursor those events under way that are for it; how many, -1: closed.
    private int serve(Relay serving) {
        int served = 0;
        for (Underway one : underway) {
            if (place < serving.listeners(one.event)) {
                var listener = serving.listener(place);
                if (!turn.serve(listener, one.event)) {
                    return -1;
                }
                served += listener.sessions();
            }
        }
        return served;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // the lane alone writes it
    private void finish() {
        steps.remove();
        worked++;
    }

    /// A block is a relay of its own.
    private void add(Recipient one, boolean passive) {
        var roomy = one.sessions() > 1 ? fresh(1) : roomy();
        if (roomy.add(one, passive)) {
            count(1);
        }
    }

    private Relay roomy() {
        return relays.stream().filter(relay -> !relay.full()).findFirst().orElseGet(() -> fresh(relaySize));
    }

    private Relay fresh(int capacity) {
        var fresh = new Relay(capacity);
        relays.add(fresh);
        relayCount = relays.size();
        return fresh;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // the lane alone writes it
    private void count(int more) {
        listening += more;
    }

    private boolean remove(Recipient one) {
        for (int i = 0; i < relays.size(); i++) {
            if (relays.get(i).remove(one)) {
                count(-1);
                if (relays.get(i).empty()) {
                    relays.remove(i);
                    relayCount = relays.size();
                }
                return true;
            }
        }
        return false;
    }
}

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
/// Events that wait when a pass begins are served in that pass together, session by session, so that a socket gets
/// them in one write. A lane that keeps up has one event a pass and adds no delay; one that is behind catches up.
///
/// **Owner:** `lane`, but for what is marked as the feeder's. The queue needs no bound of its own: the guild admits
/// no send that would put more than `fanout.backlog` events between `delivered()` and the newest position.
final class LaneRelays {
    /// Deliveries before other work of the lane gets its turn.
    static final int SLICE = 128;
    /// Events that one pass serves at most: what one socket may be handed before the others.
    static final int PASS = 32;

    private final Lane lane;
    private final int relaySize;
    private final Runnable progress;
    private final Turn turn = new Turn();

    private final List<Relay> relays = new ArrayList<>();
    private final ArrayDeque<Step> steps = new ArrayDeque<>();
    private boolean scheduled;
    /// The events of the pass under way, those at the head of `steps`; empty between passes.
    private final List<EncodedEvent> pass = new ArrayList<>();
    /// Where the cursor stands in it.
    private int relay;
    private int place;

    /// The lane's word to the feeder: the last event served, steps worked off, and how many are listening after
    /// them.
    private volatile long delivered;

    private volatile long worked;
    private volatile int listening;

    /// The feeder's: steps submitted, the last position handed over, and the newest one before it that was not,
    /// because nobody listened here.
    private long submitted;

    private volatile long given;
    private volatile long passedBy;

    /// What the feeder did.
    private sealed interface Step {
        record Publish(EncodedEvent event) implements Step {}

        record Join(Recipient one) implements Step {}

        record Leave(Recipient one) implements Step {}

        record Interest(Recipient one) implements Step {}
    }

    LaneRelays(Lane lane, int relaySize, Runnable progress) {
        this.lane = lane;
        this.relaySize = relaySize;
        this.progress = progress;
    }

    boolean serves(Recipient one) {
        return one.lane().equals(lane);
    }

    /// Feeder only.
    void join(Recipient one) {
        submit(new Step.Join(one));
    }

    /// Feeder only.
    void leave(Recipient one) {
        submit(new Step.Leave(one));
    }

    /// Feeder only.
    void interestChanged(Recipient one) {
        submit(new Step.Interest(one));
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

    void close() {
        turn.close(lane);
    }

    private void submit(Step step) {
        submitted++;
        lane.execute(() -> {
            steps.add(step);
            if (!scheduled) {
                run();
            }
        });
    }

    /// One turn of the cursor.
    private void run() {
        assert lane.inLane();
        scheduled = false;
        int left = SLICE;
        turn.begin();
        try {
            while (left > 0 && !steps.isEmpty()) {
                left = work(steps.element(), left);
            }
        } finally {
            turn.end();
        }
        if (!steps.isEmpty() && !turn.closed()) {
            scheduled = true;
            lane.nextTurn(this::run);
        }
    }

    /// Works off a step, or as much of it as `budget` deliveries allow; what is left of the budget.
    private int work(Step step, int budget) {
        switch (step) {
            case Step.Publish _ -> {
                return deliver(budget);
            }
            case Step.Join(var one) -> add(one);
            case Step.Leave(var one) -> remove(one);
            case Step.Interest(var one) -> {
                if (remove(one)) {
                    add(one);
                }
            }
        }
        finish();
        return budget - 1;
    }

    private int deliver(int budget) {
        if (pass.isEmpty()) {
            gather();
        }
        int left = budget;
        for (; relay < relays.size(); relay++, place = 0) {
            var serving = relays.get(relay);
            for (int listeners = listeners(serving); place < listeners; place++) {
                if (left <= 0) {
                    return 0;
                }
                if (!serve(serving)) {
                    steps.clear();
                    return 0;
                }
                left -= pass.size();
            }
        }
        relay = 0;
        place = 0;
        delivered = pass.getLast().position();
        pass.forEach(_ -> finish());
        pass.clear();
        progress.run();
        return Math.max(0, left - 1);
    }

    private void gather() {
        for (Step step : steps) {
            if (!(step instanceof Step.Publish(var event)) || pass.size() == PASS) {
                return; // a join or leave stands at its own place among the events
            }
            pass.add(event);
        }
    }

    /// How many at least one event of the pass is for.
    private int listeners(Relay serving) {
        int most = 0;
        for (EncodedEvent event : pass) {
            most = Math.max(most, serving.listeners(event));
        }
        return most;
    }

    /// Gives the listener at the cursor the events of the pass that are for it; false: closed.
    private boolean serve(Relay serving) {
        for (EncodedEvent event : pass) {
            if (place < serving.listeners(event) && !turn.serve(serving.listener(place), event)) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // the lane alone writes it
    private void finish() {
        steps.remove();
        worked++;
    }

    private void add(Recipient one) {
        var roomy = relays.stream().filter(relay -> !relay.full()).findFirst().orElseGet(() -> {
            var fresh = new Relay(relaySize);
            relays.add(fresh);
            return fresh;
        });
        if (roomy.add(one)) {
            count(1);
        }
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
                }
                return true;
            }
        }
        return false;
    }
}

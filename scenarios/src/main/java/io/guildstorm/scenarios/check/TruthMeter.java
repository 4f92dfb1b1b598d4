package io.guildstorm.scenarios.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/// Compares what watchers were told of users with what those users really were.
///
/// - **Wrong at rest**: a view that differs from the truth when the watching ends at rest.
/// - **Staleness** of a change that stood: how long a view differed from the truth until it came to agree because the
///   watcher was told, or until the end at rest. A difference that ended because the truth came back to what the view
///   said is only counted, as hiding those is what a debounce is for. A user whose connection was cut is left out from
///   the cut on: nobody can know at once.
/// - **Ghost online**: how long a view said anything but offline of a user who was offline, for whatever reason and
///   whatever ended it.
///
/// A stretch that the end of the watching cuts, but at rest, is in no figure. **Owner:** one thread.
public final class TruthMeter {
    private static final int EXAMPLES = 10;
    private static final long NONE = Long.MIN_VALUE;

    private final LongConsumer staleness;
    private final LongConsumer ghosts;
    private final List<String> examples = new ArrayList<>();
    private long views;
    private long wrong;
    private long takenBack;

    /// @param staleness given nanoseconds
    /// @param ghosts given nanoseconds
    public TruthMeter(LongConsumer staleness, LongConsumer ghosts) {
        this.staleness = staleness;
        this.ghosts = ghosts;
    }

    /// Who watched whom, and when.
    /// @param fromNanos from when the watcher can be expected to be told
    /// @param toNanos until when; not before `fromNanos`
    /// @param atRest whether at its end nothing had changed for so long that the view must be right
    public record Watch(long watcher, long user, long fromNanos, long toNanos, boolean atRest) {}

    /// Adds one view.
    /// @param truth what the user was
    /// @param view what the watcher was told
    public void add(Watch watch, StatusHistory truth, StatusHistory view) {
        int t = truth.entryAt(watch.fromNanos());
        int v = view.entryAt(watch.fromNanos());
        long staleSince = stale(truth, t, view, v) ? watch.fromNanos() : NONE;
        long ghostSince = ghost(truth, t, view, v) ? watch.fromNanos() : NONE;
        while (true) {
            long nextTruth = t + 1 < truth.size() ? truth.nanosOf(t + 1) : Long.MAX_VALUE;
            long nextView = v + 1 < view.size() ? view.nanosOf(v + 1) : Long.MAX_VALUE;
            long now = Math.min(nextTruth, nextView);
            if (now > watch.toNanos()) break;
            boolean told = nextView == now;
            if (told) v++;
            if (nextTruth == now) t++;
            boolean stale = stale(truth, t, view, v);
            if (staleSince != NONE && !stale) {
                if (told) staleness.accept(now - staleSince);
                else if (!truth.cutAt(t)) takenBack++;
            }
            staleSince = stale ? staleSince == NONE ? now : staleSince : NONE;
            boolean ghost = ghost(truth, t, view, v);
            if (ghostSince != NONE && !ghost) ghosts.accept(now - ghostSince);
            ghostSince = ghost ? ghostSince == NONE ? now : ghostSince : NONE;
        }
        if (!watch.atRest()) return;
        views++;
        if (staleSince != NONE) staleness.accept(watch.toNanos() - staleSince);
        if (ghostSince != NONE) ghosts.accept(watch.toNanos() - ghostSince);
        if (view.statusOf(v) != truth.statusOf(t)) wrong(watch, truth, t, view.statusOf(v));
    }

    private void wrong(Watch watch, StatusHistory truth, int entry, Status seen) {
        wrong++;
        if (examples.size() == EXAMPLES) return;
        String since = entry < 0 ? "ever" : (watch.toNanos() - truth.nanosOf(entry)) / 1_000_000 + " ms";
        examples.add("watcher " + watch.watcher() + " sees user " + watch.user() + " " + seen.word() + ", who is "
                + truth.statusOf(entry).word() + " since " + since);
    }

    private static boolean stale(StatusHistory truth, int t, StatusHistory view, int v) {
        return !truth.cutAt(t) && truth.statusOf(t) != view.statusOf(v);
    }

    private static boolean ghost(StatusHistory truth, int t, StatusHistory view, int v) {
        return truth.statusOf(t) == Status.OFFLINE && view.statusOf(v) != Status.OFFLINE;
    }

    /// Views that were compared at rest.
    public long views() {
        return views;
    }

    /// Of them, those that differed.
    public long wrong() {
        return wrong;
    }

    /// Differences that ended since the truth came back to what was seen.
    public long takenBack() {
        return takenBack;
    }

    /// Some of the wrong ones, in words.
    public List<String> examples() {
        return List.copyOf(examples);
    }
}

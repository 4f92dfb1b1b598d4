package io.guildstorm.server.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// What a client library told its listeners, in order. Any thread puts, the test takes.
final class Inbox {
    /// Libraries come back to a server that was away after 16 or 32 s, if it started slowly.
    private static final long PATIENCE_SECONDS = 90;

    private final LinkedBlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    /// What came and nobody has awaited yet.
    private final List<Heard> backlog = new ArrayList<>();

    /// What it sees of others' presence, apart: it goes on beside everything else.
    private final List<Seen> seen = new ArrayList<>();

    /// @param status in Discord's words
    record Seen(String user, String status) {}

    /// One thing heard.
    sealed interface Heard {
        record Created(String id, String author, String content) implements Heard {}

        record Edited(String id, String content) implements Heard {}

        record Deleted(String id) implements Heard {}

        record Typing(String user) implements Heard {}

        record ThreadStarted(String id, String name) implements Heard {}

        record ChannelGone(String id) implements Heard {}

        record ChannelThere(String id) implements Heard {}

        record GuildGone(String id) implements Heard {}

        /// The session went on, with everything that was missed.
        record Resumed() implements Heard {}

        /// A session of its own was started anew.
        record SignedInAgain() implements Heard {}
    }

    void put(Heard what) {
        heard.add(what);
    }

    synchronized void see(Seen what) {
        seen.add(what);
        notifyAll();
    }

    /// All up to the first that is `last`, of its user alone.
    synchronized List<String> awaitSeen(Seen last) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!seen.contains(last)) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("never saw " + last + ", but " + seen);
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return seen.stream()
                .filter(one -> one.user.equals(last.user))
                .map(Seen::status)
                .toList();
    }

    /// The first that fits and was not awaited before; others stay for whoever awaits them.
    <T extends Heard> T await(Class<T> kind, Predicate<T> fits) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        for (int at = 0; true; at++) {
            while (at == backlog.size()) {
                Heard next = heard.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    throw new AssertionError(
                            "never heard the " + kind.getSimpleName() + " that was waited for, but " + backlog);
                }
                backlog.add(next);
            }
            Heard one = backlog.get(at);
            if (kind.isInstance(one) && fits.test(kind.cast(one))) {
                backlog.remove(at);
                return kind.cast(one);
            }
        }
    }

    /// The contents of the next messages.
    List<String> awaitContents(int count) throws InterruptedException {
        List<String> contents = new ArrayList<>();
        while (contents.size() < count) {
            contents.add(await(Heard.Created.class, _ -> true).content());
        }
        return contents;
    }

    /// What is here now and was not awaited.
    List<Heard> rest() {
        List<Heard> rest = new ArrayList<>(backlog);
        backlog.clear();
        heard.drainTo(rest);
        return rest;
    }
}

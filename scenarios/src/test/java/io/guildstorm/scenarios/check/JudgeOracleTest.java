package io.guildstorm.scenarios.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.scenarios.Seeds;
import io.guildstorm.scenarios.check.SentLog.Outcome;
import io.guildstorm.scenarios.check.SentLog.Send;
import io.guildstorm.scenarios.check.Sighting.Kind;
import io.guildstorm.scenarios.check.Sighting.Seen;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;

/// The audit against the rules written down naively: whole logs, no bits, quadratic.
class JudgeOracleTest {
    @ParameterizedTest
    @Seeds(count = 500)
    void the_audit_counts_what_the_rules_count(RandomGenerator random) {
        var story = story(random);
        boolean corrupting = random.nextBoolean(); // not with swaps: whether a broken event has a place is nobody's law
        for (int i = random.nextInt(0, 6); i > 0; i--) {
            harm(story.streams.get(random.nextInt(story.streams.size())), random, corrupting);
        }

        var expected = naive(story);

        assertThat(story.judged().counts()).isEqualTo(expected);
    }

    private static AuditStory story(RandomGenerator random) {
        var story = new AuditStory();
        int messages = random.nextInt(1, 60);
        for (int n = 0; n < messages; n++) {
            int lot = random.nextInt(20);
            story.send(n, lot == 0 ? Outcome.UNKNOWN : lot == 1 ? Outcome.REFUSED : Outcome.ACKNOWLEDGED);
        }
        for (int s = random.nextInt(1, 20); s > 0; s--) {
            story.session(random.nextBoolean() ? 0 : random.nextLong(AuditStory.at(messages, 0)));
            if (random.nextInt(4) == 0) story.sessions.getLast().leave(random.nextLong(AuditStory.at(messages, 0)));
        }
        return story;
    }

    private static void harm(List<Seen> stream, RandomGenerator random, boolean corrupting) {
        if (stream.size() < 2) return;
        int at = random.nextInt(stream.size() - 1);
        var seen = stream.get(at);
        switch (random.nextInt(5)) {
            case 0 -> stream.remove(at);
            case 1 -> stream.add(corrupting ? at : random.nextInt(at, stream.size()), seen);
            case 2 -> {
                if (!corrupting) Collections.swap(stream, at, random.nextInt(at, stream.size()));
            }
            case 3 -> {
                if (corrupting) stream.set(at, Seen.unsound(Kind.CREATE, seen.id(), seen.author()));
            }
            default -> {
                if (corrupting) stream.set(at, Seen.create(Math.max(0, seen.number()), seen.id(), 99, 1));
            }
        }
    }

    private static AuditCounts naive(AuditStory story) {
        long expected = 0;
        long lost = 0;
        long duplicated = 0;
        long reordered = 0;
        long corrupted = 0;
        for (int s = 0; s < story.streams.size(); s++) {
            var session = story.sessions.get(s);
            var stream = story.streams.get(s);
            for (Send send : story.sends) {
                long seen = stream.stream()
                        .filter(e -> meant(e, story) == send.number())
                        .count();
                duplicated += Math.max(0, seen - 1);
                boolean due = send.outcome() == Outcome.ACKNOWLEDGED
                        && send.startedNanos() > session.readyNanos()
                        && send.answeredNanos() < session.leftNanos();
                if (due) expected++;
                if (due && seen == 0) lost++;
            }
            corrupted += stream.stream().filter(e -> isWrong(e, story)).count();
            reordered += outOfOrder(stream, story);
        }
        return new AuditCounts(expected, expected - lost, lost, duplicated, reordered, corrupted, 0, 0, 0, 0);
    }

    /// First intact copies only: a copy again is a double, and a broken one is broken.
    private static long outOfOrder(List<Seen> stream, AuditStory story) {
        var before = new ArrayList<Seen>();
        long count = 0;
        for (Seen seen : stream) {
            if (isWrong(seen, story)) continue;
            if (before.contains(seen)) continue;
            if (before.stream().anyMatch(other -> other.id() > seen.id())) count++;
            before.add(seen);
        }
        return count;
    }

    private static int meant(Seen seen, AuditStory story) {
        for (Send send : story.sends) if (send.messageId() == seen.id()) return send.number();
        return seen.number();
    }

    private static boolean isWrong(Seen seen, AuditStory story) {
        if (meant(seen, story) < 0) return false;
        return !seen.equals(AuditStory.create(meant(seen, story)));
    }
}

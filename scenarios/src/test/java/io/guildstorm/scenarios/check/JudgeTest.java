package io.guildstorm.scenarios.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.scenarios.check.SentLog.Outcome;
import io.guildstorm.scenarios.check.Sighting.Kind;
import io.guildstorm.scenarios.check.Sighting.Seen;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JudgeTest {
    private static final int SESSIONS = 50;
    private static final int MESSAGES = 40;
    private static final int VICTIM = 17;

    @Test
    void a_clean_run_finds_nothing() {
        var report = AuditStory.of(SESSIONS, MESSAGES)
                .edit(3, 1)
                .edit(3, 2)
                .delete(5)
                .judged();

        assertThat(report.counts()).isEqualTo(counts("expected 2000", "delivered 2000"));
        assertThat(report.witnesses()).isEmpty();
        assertThat(report.faults()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void one_fault_among_many_is_found_once_and_nothing_is_invented(
            String fault, Consumer<List<Seen>> injected, String counted, String witness) {
        for (int victim : new int[] {0, VICTIM, SESSIONS - 1}) { // 0: the fault is the first that the ledger sees
            var story =
                    AuditStory.of(SESSIONS, MESSAGES).edit(20, 1).edit(20, 2).delete(30);
            injected.accept(story.streams.get(victim));

            var report = story.judged();

            assertThat(report.counts()).as("%s in %d", fault, victim).isEqualTo(withDelivered(counted));
            assertThat(report.examples()).containsExactly("session " + victim + " " + witness);
            assertThat(report.counts().clean()).isFalse();
        }
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(
                        "a create dropped",
                        s -> s.remove(9),
                        "lost",
                        "never got message 9 (id 1000090, answered 0.0 ms after it was due)"),
                fault("a create doubled", s -> s.add(9, s.get(9)), "duplicated", "got message 9 twice"),
                fault("a create again, later", s -> s.add(15, s.get(9)), "duplicated", "got message 9 twice"),
                fault("two creates swapped", s -> Collections.swap(s, 9, 10), "reordered", "got message 9 after 10"),
                fault(
                        "a text corrupted",
                        s -> s.set(9, Seen.unsound(Kind.CREATE, AuditStory.id(9), 7)),
                        "corrupted",
                        "got message 9 corrupted: text or channel not as sent"),
                fault(
                        "an id corrupted",
                        s -> s.set(9, Seen.create(9, 1000095, 7, 905)),
                        "corrupted",
                        "got message 9 corrupted: id 1000095, sent as 1000090"),
                fault(
                        "an author corrupted",
                        s -> s.set(9, Seen.create(9, 1000090, 8, 905)),
                        "corrupted",
                        "got message 9 corrupted: author 8, sent by 7"),
                fault(
                        "an instant corrupted",
                        s -> s.set(9, Seen.create(9, 1000090, 7, 906)),
                        "corrupted",
                        "got message 9 corrupted: instant 906, sent for 905"),
                fault("an edit dropped", s -> s.remove(22), "stale", "never got edit 2 of message 20"),
                fault("an edit doubled", s -> s.add(22, s.get(22)), "duplicated", "got edit 2 of message 20 twice"),
                fault(
                        "two edits swapped",
                        s -> Collections.swap(s, 21, 22),
                        "reordered",
                        "got edit 1 of message 20 after edit 2"),
                fault(
                        "an edit before its create",
                        s -> Collections.swap(s, 20, 21),
                        "reordered",
                        "got edit 1 of message 20 before the message"),
                fault(
                        "an edit corrupted",
                        s -> s.set(21, Seen.unsound(Kind.UPDATE, AuditStory.id(20), 7)),
                        "corrupted",
                        "got message 20 corrupted: text of an edit not as sent"),
                fault("a delete dropped", s -> s.remove(33), "stale", "never got the delete of message 30"),
                fault(
                        "a create after its delete",
                        s -> Collections.swap(s, 32, 33),
                        "after_delete",
                        "got the create of message 30 after its delete"),
                fault(
                        "a delete doubled",
                        s -> s.add(33, s.get(33)),
                        "after_delete",
                        "got a delete of message 30 after its delete"));
    }

    private static Arguments fault(String name, Consumer<List<Seen>> injected, String counted, String witness) {
        return Arguments.of(name, injected, counted, witness);
    }

    @Test
    void a_session_is_due_what_was_started_after_it_was_ready() {
        var story = AuditStory.of(0, 10).session(AuditStory.at(4, 10)).session(AuditStory.at(4, 9));
        story.streams.forEach(List::clear);

        var report = story.judged();

        assertThat(report.faults()).containsEntry(0, new AuditReport.Faults(5, 0, 0, 0));
        assertThat(report.faults()).containsEntry(1, new AuditReport.Faults(6, 0, 0, 0));
    }

    @Test
    void a_session_is_not_due_what_was_answered_after_it_began_to_leave() {
        var story = AuditStory.of(1, 10);
        story.streams.getFirst().clear();
        story.sessions.getFirst().leave(AuditStory.at(4, 20));

        assertThat(story.judged().counts()).isEqualTo(counts("expected 4", "lost 4"));
    }

    @Test
    void a_close_with_a_defined_code_excuses_what_is_newer_than_the_newest_received_and_a_gap_not() {
        var story = AuditStory.of(1, 10);
        story.streams.getFirst().subList(6, 10).clear();
        story.streams.getFirst().remove(2);
        story.sessions.getFirst().closed(4000, AuditStory.at(9, 99));

        assertThat(story.judged().counts()).isEqualTo(counts("expected 6", "delivered 5", "lost 1"));
    }

    @Test
    void a_cut_without_a_close_frame_excuses_nothing() {
        var story = AuditStory.of(1, 10);
        story.streams.getFirst().subList(6, 10).clear();
        story.sessions.getFirst().closed(SessionAudit.CUT, AuditStory.at(6, 0));

        assertThat(story.judged().counts()).isEqualTo(counts("expected 10", "delivered 6", "lost 4"));
    }

    @Test
    void an_unknown_outcome_is_allowed_once_and_not_expected() {
        var story = new AuditStory().send(0, Outcome.UNKNOWN).session(0).session(0);
        story.streams.get(1).clear();
        assertThat(story.judged().counts()).isEqualTo(AuditCounts.NONE);

        var twice = new AuditStory().send(0, Outcome.UNKNOWN).session(0);
        twice.streams.getFirst().add(AuditStory.create(0));
        assertThat(twice.judged().counts()).isEqualTo(counts("duplicated 1"));
    }

    @Test
    void a_refused_send_that_is_delivered_all_the_same_is_corrupt() {
        var story = new AuditStory().send(0, Outcome.REFUSED).session(0);
        story.streams.getFirst().add(AuditStory.create(0));

        assertThat(story.judged().counts()).isEqualTo(counts("corrupted 1"));
    }

    @Test
    void what_comes_after_the_channel_was_taken_is_leaked() {
        var ledger = new Ledger();
        var session = new SessionAudit(0);
        session.ready(0);
        var story = AuditStory.of(0, 2);
        session.create(ledger.sighting(AuditStory.create(0)), ledger);
        session.revoked(true);
        session.create(ledger.sighting(AuditStory.create(1)), ledger);

        assertThat(new Judge(story.log(), ledger).judge(List.of(session), false).counts())
                .isEqualTo(counts("expected 2", "delivered 2", "leaked 1"));
    }

    /// Message 1 is under way while the channel is taken: it may come or not. Messages 2 and 3 were sent afterwards.
    @Test
    void what_was_sent_after_the_call_had_returned_is_leaked_and_what_was_under_way_is_not() {
        var story = AuditStory.of(1, 4);
        story.sessions.getFirst().taken(AuditStory.at(1, 15), AuditStory.at(1, 90));
        story.streams.getFirst().remove(3);

        var report = story.judged();

        assertThat(report.counts()).isEqualTo(counts("expected 1", "delivered 1", "leaked 1"));
        assertThat(report.examples())
                .containsExactly(
                        "session 0 got message 2, sent after the call that took the channel away had returned");
    }

    @Test
    void who_loses_the_channel_is_due_what_was_answered_before_the_call_began() {
        var story = AuditStory.of(1, 4);
        story.sessions.getFirst().taken(AuditStory.at(2, 0), AuditStory.at(9, 0));
        story.streams.getFirst().clear();

        assertThat(story.judged().counts()).isEqualTo(counts("expected 2", "lost 2"));
    }

    @Test
    void what_is_written_behind_the_mark_is_leaked_though_it_was_sent_before_the_call() {
        var ledger = new Ledger();
        var story = AuditStory.of(1, 3);
        var session = story.sessions.getFirst();
        session.taken(AuditStory.at(8, 0), AuditStory.at(9, 0));
        session.create(ledger.sighting(AuditStory.create(0)), ledger);
        session.forbidden();
        session.create(ledger.sighting(AuditStory.create(1)), ledger);
        session.create(ledger.sighting(AuditStory.create(2)), ledger);
        session.transientEvent(ledger);

        var report = new Judge(story.log(), ledger).judge(story.sessions, false);

        assertThat(report.counts()).isEqualTo(counts("expected 3", "delivered 3", "leaked 3"));
        assertThat(report.examples())
                .contains("session 0 got the create of message 1, written after the call that took the channel away had"
                        + " returned");
    }

    @Test
    void one_delivery_is_leaked_once_on_whatever_grounds() {
        var ledger = new Ledger();
        var story = AuditStory.of(1, 2);
        var session = story.sessions.getFirst();
        session.create(ledger.sighting(AuditStory.create(0)), ledger);
        session.taken(AuditStory.at(0, 30), AuditStory.at(0, 40));
        session.forbidden();
        session.revoked(true);
        session.create(ledger.sighting(AuditStory.create(1)), ledger);

        assertThat(new Judge(story.log(), ledger).judge(story.sessions, false).counts())
                .isEqualTo(counts("expected 1", "delivered 1", "leaked 1"));
    }

    @Test
    void who_does_not_read_is_due_nothing_and_may_not_get_it_broken() {
        var story = AuditStory.of(2, 3);
        story.sessions.getFirst().excused();
        story.streams.getFirst().remove(2);
        story.streams.getFirst().set(1, Seen.unsound(Kind.CREATE, AuditStory.id(1), 7));

        assertThat(story.judged().counts()).isEqualTo(counts("expected 3", "delivered 3", "corrupted 1"));
    }

    @Test
    void an_interruption_leaves_the_missing_in_flight() {
        var story = AuditStory.of(2, 10);

        var counts =
                new Judge(story.log(), new Ledger()).judge(story.sessions, true).counts();

        assertThat(counts).isEqualTo(counts("expected 20", "in_flight 20"));
    }

    @Test
    void messages_that_nobody_measured_are_not_judged() {
        var story = AuditStory.of(2, 2);
        story.streams.forEach(stream -> stream.add(Seen.unsound(Kind.CREATE, 99, 3)));
        story.streams.forEach(stream -> stream.add(Seen.unsound(Kind.UPDATE, 99, 3)));
        story.streams.forEach(stream -> stream.add(Seen.delete(99)));

        assertThat(story.judged().counts()).isEqualTo(counts("expected 4", "delivered 4"));
    }

    private static AuditCounts withDelivered(String counted) {
        return counted.equals("lost")
                ? counts("expected 2000", "delivered 1999", "lost 1")
                : counts("expected 2000", "delivered 2000", counted + " 1");
    }

    private static AuditCounts counts(String... pairs) {
        var values = new java.util.HashMap<String, Long>();
        for (String pair : pairs) {
            int space = pair.indexOf(' ');
            values.put(pair.substring(0, space), Long.valueOf(pair.substring(space + 1)));
        }
        var names = List.of(
                "expected",
                "delivered",
                "lost",
                "duplicated",
                "reordered",
                "corrupted",
                "stale",
                "after_delete",
                "leaked",
                "in_flight");
        var v = names.stream().mapToLong(name -> values.getOrDefault(name, 0L)).toArray();
        return new AuditCounts(v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9]);
    }
}

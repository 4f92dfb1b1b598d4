package io.guildstorm.scenarios.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.reports.series.Hlogs;
import io.guildstorm.scenarios.check.AuditCounts;
import io.guildstorm.scenarios.client.FramePipe;
import io.guildstorm.scenarios.client.FramePipe.Fault;
import io.guildstorm.scenarios.client.ScriptedGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SwarmTest {
    private static final int SESSIONS = 60;
    private static final int MESSAGES = 30;
    private static final int OPEN_ONE_IN = 10;
    private static final int AFRESH_ONE_IN = 5;

    @TempDir
    Path out;

    @Test
    void every_session_gets_every_message_once_and_the_files_say_so() throws Exception {
        try (var gateway = new ScriptedGateway(41_250);
                var swarm = new RunningSwarm(out, gateway.port(), SESSIONS, 2)) {
            assertThat(swarm.connect(SESSIONS)).matches(event -> event.ready() == SESSIONS && event.failed() == 0);
            swarm.judgeAll();
            send(gateway, MESSAGES);
            gateway.edit(3, 1);
            gateway.delete(4);
            gateway.toAll("TYPING_START", "{" + ScriptedGateway.place() + ",\"user_id\":\"1\"}");
            gateway.create(MESSAGES);
            swarm.awaitMissing(0, gateway.sentFile(out));

            var result = swarm.finish(gateway.sentFile(out), gateway.changesFile(out));

            long due = SESSIONS * (MESSAGES + 1L);
            assertThat(result.audit()).isEqualTo(new AuditCounts(due, due, 0, 0, 0, 0, 0, 0, 0, 0));
            assertThat(result.examples()).isEmpty();
            assertThat(result.sequenceBreaks()).isZero();
            assertThat(result.closedByCode()).isEmpty();
            assertThat(Files.readAllLines(out.resolve("sessions.swarm-0.csv"))).hasSize(1 + SESSIONS);
            assertThat(rows("arrivals"))
                    .hasSize(MESSAGES + 1)
                    .allSatisfy(row -> assertThat(row).endsWith("," + SESSIONS));
            assertThat(sumOfLast("arrival_histogram")).isEqualTo(due);
            assertThat(sumOfLast("heat")).isEqualTo(due);
            assertThat(rows("series").stream()
                            .mapToLong(row -> Long.parseLong(row.split(",", -1)[1]))
                            .sum())
                    .isEqualTo(due);
            assertThat(out.resolve("delivery.swarm-0.hlog")).isNotEmptyFile();
        }
    }

    @Test
    void one_session_in_so_many_opens_the_guild_and_the_others_are_due_nothing() throws Exception {
        try (var gateway = new ScriptedGateway(41_250);
                var swarm = new RunningSwarm(
                        out,
                        gateway.port(),
                        RunningSwarm.tokens(SESSIONS),
                        2,
                        new RunningSwarm.Kinds(0, OPEN_ONE_IN, ""))) {
            assertThat(swarm.connect(SESSIONS).ready()).isEqualTo(SESSIONS);
            swarm.judgeAll();
            for (int i = 0; i < MESSAGES; i++) gateway.createForOpen(i);
            swarm.awaitMissing(0, gateway.sentFile(out));

            var result = swarm.finish(gateway.sentFile(out), gateway.changesFile(out));

            int open = SESSIONS / OPEN_ONE_IN;
            long due = open * (long) MESSAGES;
            assertThat(result.audit()).isEqualTo(new AuditCounts(due, due, 0, 0, 0, 0, 0, 0, 0, 0));
            assertThat(result.passive().sessions()).isEqualTo(SESSIONS - open);
            assertThat(result.passive().of()).isEqualTo(SESSIONS);
            assertThat(result.passive().updates()).isEqualTo(open);
            assertThat(result.sequenceBreaks()).isZero();
        }
    }

    @Test
    void what_reaches_a_session_that_did_not_open_the_guild_is_leaked() throws Exception {
        try (var gateway = new ScriptedGateway(41_250);
                var swarm = new RunningSwarm(
                        out,
                        gateway.port(),
                        RunningSwarm.tokens(SESSIONS),
                        1,
                        new RunningSwarm.Kinds(0, OPEN_ONE_IN, ""))) {
            swarm.connect(SESSIONS);
            swarm.judgeAll();
            gateway.createForOpen(0);
            gateway.create(1);
            swarm.awaitMissing(0, gateway.sentFile(out));

            var result = swarm.finish(gateway.sentFile(out), gateway.changesFile(out));

            assertThat(result.audit().leaked()).isPositive().isLessThanOrEqualTo(SESSIONS - SESSIONS / OPEN_ONE_IN);
            assertThat(result.audit().lost()).isZero();
            assertThat(result.examples().getFirst()).contains("without having its guild open");
        }
    }

    @Test
    void where_everyone_is_addressed_who_did_not_open_the_guild_is_due_creates_and_nothing_else() throws Exception {
        try (var gateway = new ScriptedGateway(41_250);
                var swarm = new RunningSwarm(
                        out,
                        gateway.port(),
                        RunningSwarm.tokens(SESSIONS),
                        2,
                        new RunningSwarm.Kinds(0, OPEN_ONE_IN, ""))) {
            swarm.connect(SESSIONS);
            swarm.tell(new SwarmCommand.Addressed());
            swarm.judgeAll();
            send(gateway, MESSAGES);
            swarm.awaitMissing(0, gateway.sentFile(out));
            gateway.createForOpen(MESSAGES);
            swarm.awaitMissing(SESSIONS - SESSIONS / OPEN_ONE_IN, gateway.sentFile(out));

            var result = swarm.finish(gateway.sentFile(out), gateway.changesFile(out));

            long due = SESSIONS * (MESSAGES + 1L);
            long lost = SESSIONS - SESSIONS / OPEN_ONE_IN;
            assertThat(result.audit()).isEqualTo(new AuditCounts(due, due - lost, lost, 0, 0, 0, 0, 0, 0, 0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zlib-stream", "zstd-stream"})
    void a_compressed_stream_is_judged_by_what_it_says_and_weighed_as_it_came(String compress) throws Exception {
        try (var gateway = new ScriptedGateway(41_250);
                var pipe = new FramePipe("127.0.0.1", gateway.port(), RunningSwarm.tokens(SESSIONS));
                var swarm = new RunningSwarm(
                        out, pipe.port(), RunningSwarm.tokens(SESSIONS), 2, new RunningSwarm.Kinds(0, 0, compress))) {
            pipe.chop(7);
            assertThat(swarm.connect(SESSIONS)).matches(event -> event.ready() == SESSIONS && event.failed() == 0);
            swarm.judgeAll();
            send(gateway, MESSAGES);
            gateway.edit(3, 1);
            gateway.delete(4);
            gateway.create(MESSAGES); // behind the edit: who has it has that
            swarm.awaitMissing(0, gateway.sentFile(out));

            var result = swarm.finish(gateway.sentFile(out), gateway.changesFile(out));

            long due = SESSIONS * (MESSAGES + 1L);
            assertThat(result.audit()).isEqualTo(new AuditCounts(due, due, 0, 0, 0, 0, 0, 0, 0, 0));
            assertThat(result.sequenceBreaks()).isZero();
            double payload = Objects.requireNonNull(result.frameBytesMedian());
            assertThat(result.wireBytesPerDelivery()).isBetween(0.1 * payload, 0.6 * payload);
            assertThat(result.wireBytes()).isLessThan((long) (due * payload));
        }
    }

    @ParameterizedTest
    @EnumSource(FramePipe.Kind.class)
    void one_fault_on_the_wire_is_found_exactly_and_none_is_invented(FramePipe.Kind kind) throws Exception {
        for (long seed = 1; seed <= 3; seed++) {
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            var fault = new Fault(kind, random.nextInt(SESSIONS), random.nextInt(MESSAGES - 1), seed);

            var result = withFault(Files.createDirectory(out.resolve(kind + "-" + seed)), fault);

            String who = "session " + fault.session() + " ";
            String what = "message " + fault.number();
            long due = SESSIONS * (long) MESSAGES;
            switch (kind) {
                case DROP -> {
                    assertThat(result.audit()).isEqualTo(new AuditCounts(due, due - 1, 1, 0, 0, 0, 0, 0, 0, 0));
                    assertThat(result.examples())
                            .hasSize(1)
                            .first()
                            .asString()
                            .startsWith(who + "never got " + what + " ");
                }
                case DOUBLE -> {
                    assertThat(result.audit()).isEqualTo(new AuditCounts(due, due, 0, 1, 0, 0, 0, 0, 0, 0));
                    assertThat(result.examples()).containsExactly(who + "got " + what + " twice");
                }
                case SWAP -> {
                    assertThat(result.audit()).isEqualTo(new AuditCounts(due, due, 0, 0, 1, 0, 0, 0, 0, 0));
                    assertThat(result.examples())
                            .containsExactly(who + "got " + what + " after " + (fault.number() + 1));
                }
                case FLIP -> {
                    assertThat(result.audit()).isEqualTo(new AuditCounts(due, due, 0, 0, 0, 1, 0, 0, 0, 0));
                    assertThat(result.examples())
                            .hasSize(1)
                            .first()
                            .asString()
                            .startsWith(who + "got " + what + " corrupted: ");
                }
            }
        }
    }

    private static SwarmEvent.Result withFault(Path out, Fault fault) throws IOException, InterruptedException {
        try (var gateway = new ScriptedGateway(41_250);
                var pipe = new FramePipe("127.0.0.1", gateway.port(), RunningSwarm.tokens(SESSIONS));
                var swarm = new RunningSwarm(out, pipe.port(), SESSIONS, 2)) {
            pipe.inject(fault);
            swarm.connect(SESSIONS);
            send(gateway, MESSAGES);
            // until the end a broken text counts as missing
            swarm.awaitMissing(
                    fault.kind() == FramePipe.Kind.DROP || fault.kind() == FramePipe.Kind.FLIP ? 1 : 0,
                    gateway.sentFile(out));
            return swarm.finish(gateway.sentFile(out), gateway.changesFile(out));
        }
    }

    @Test
    void frames_may_come_in_pieces() throws Exception {
        try (var gateway = new ScriptedGateway(41_250);
                var pipe = new FramePipe("127.0.0.1", gateway.port(), List.of());
                var swarm = new RunningSwarm(out, pipe.port(), 5, 1)) {
            pipe.chop(7);
            swarm.connect(5);
            for (int n = 0; n < MESSAGES; n++) {
                gateway.textLength(30 + n * 60);
                gateway.create(n);
            }
            swarm.awaitMissing(0, gateway.sentFile(out));

            assertThat(swarm.finish(gateway.sentFile(out), gateway.changesFile(out))
                            .audit()
                            .clean())
                    .isTrue();
        }
    }

    @Test
    void a_delay_on_the_wire_shows_as_that_delay_against_the_spread_of_equal_runs() throws Exception {
        try (var gateway = new ScriptedGateway(41_250);
                var pipe = new FramePipe("127.0.0.1", gateway.port(), List.of());
                var swarm = new RunningSwarm(out, pipe.port(), SESSIONS, 1)) {
            swarm.connect(SESSIONS);
            swarm.judgeAll();
            for (int number = 0; number < 45; number++) { // in turn: plain, plain again, delayed
                pipe.delay(number % 3 == 2 ? Duration.ofMillis(5) : Duration.ZERO);
                gateway.create(number);
                swarm.awaitMissing(0, gateway.sentFile(out));
            }
            swarm.finish(gateway.sentFile(out), gateway.changesFile(out));

            var medians = mediansByNumber();
            List<Double> shifts = new ArrayList<>();
            List<Double> spreads = new ArrayList<>();
            for (int first = 0; first < 45; first += 3) {
                double plain = medians.get(first);
                double again = medians.get(first + 1);
                shifts.add(medians.get(first + 2) - (plain + again) / 2);
                spreads.add(Math.abs(plain - again));
            }
            double spread = middle(spreads);
            assertThat(middle(shifts)).isBetween(5 - 1 - 2 * spread, 5 + 1 + 2 * spread);
        }
    }

    /// Milliseconds to the middle session, of each sampled message.
    private List<Double> mediansByNumber() throws IOException {
        var delays = new TreeMap<Integer, List<Double>>();
        for (String row : rows("arrival_samples")) {
            List<String> cells = List.of(row.split(",", -1));
            delays.computeIfAbsent(Integer.valueOf(cells.get(0)), _ -> new ArrayList<>())
                    .add(Double.valueOf(cells.get(1)));
        }
        return delays.values().stream().map(SwarmTest::middle).toList();
    }

    private static double middle(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    @Test
    void a_close_with_a_code_is_told_and_excuses_what_comes_after_it_a_cut_does_not() throws Exception {
        try (var gateway = new ScriptedGateway(41_250);
                var swarm = new RunningSwarm(out, gateway.port(), 4, 1)) {
            swarm.connect(4);
            gateway.create(0);
            swarm.awaitMissing(0, gateway.sentFile(out));
            gateway.close("token-1", 4000, "slow consumer");
            gateway.cut("token-2");
            var closed = new HashMap<Integer, Integer>();
            while (closed.size() < 2) {
                var event = swarm.await(SwarmEvent.Closed.class);
                closed.merge(event.code(), event.count(), Integer::sum);
            }
            gateway.create(1);
            swarm.awaitMissing(1, gateway.sentFile(out));

            var result = swarm.finish(gateway.sentFile(out), gateway.changesFile(out));

            assertThat(closed).isEqualTo(Map.of(4000, 1, 1006, 1)).isEqualTo(result.closedByCode());
            assertThat(result.audit()).isEqualTo(new AuditCounts(7, 6, 1, 0, 0, 0, 0, 0, 0, 0));
            assertThat(result.examples()).hasSize(1).first().asString().startsWith("session 2 never got message 1");
        }
    }

    /// One session in five starts afresh by itself, and one because it is told to.
    private SwarmEvent.Returned cutAndBack(ScriptedGateway gateway, RunningSwarm swarm, Runnable meanwhile)
            throws Exception {
        swarm.connect(SESSIONS);
        gateway.create(0);
        swarm.awaitMissing(0, gateway.sentFile(out));
        gateway.hold();
        swarm.tell(new SwarmCommand.Reconnect(System.nanoTime(), 0, AFRESH_ONE_IN, SESSIONS));
        while (gateway.comers() < SESSIONS) swarm.awaitObeyed();
        meanwhile.run();
        gateway.forget("token-1");
        gateway.letIn();
        return swarm.await(SwarmEvent.Returned.class);
    }

    @Test
    void who_is_cut_resumes_and_is_due_what_was_said_meanwhile_or_starts_afresh_and_is_not() throws Exception {
        try (var gateway = new ScriptedGateway(41_250);
                var swarm = new RunningSwarm(out, gateway.port(), SESSIONS, 2)) {
            var returned = cutAndBack(gateway, swarm, () -> threeMessages(gateway));
            gateway.create(4);
            swarm.awaitMissing(0, gateway.sentFile(out));

            var result = swarm.finish(gateway.sentFile(out), gateway.changesFile(out));

            int afresh = SESSIONS / AFRESH_ONE_IN + 1;
            long due = (SESSIONS - afresh) * 5L + afresh * 2L;
            assertThat(returned)
                    .matches(it -> it.resumed() == SESSIONS - afresh && it.afresh() == afresh)
                    .matches(it -> it.turnedAway() == 1 && it.failed() == 0 && it.lastInNs() != null);
            assertThat(result.audit()).isEqualTo(new AuditCounts(due, due, 0, 0, 0, 0, 0, 0, 0, 0));
            assertThat(result.sequenceBreaks()).isZero();
            assertThat(log("away").getTotalCount()).isEqualTo(SESSIONS);
        }
    }

    private static void threeMessages(ScriptedGateway gateway) {
        for (int number = 1; number <= 3; number++) gateway.create(number);
    }

    @Test
    void what_was_deleted_meanwhile_is_told_in_its_place_and_not_due() throws Exception {
        try (var gateway = new ScriptedGateway(41_250);
                var swarm = new RunningSwarm(out, gateway.port(), SESSIONS, 2)) {
            var returned = cutAndBack(gateway, swarm, () -> {
                threeMessages(gateway);
                gateway.delete(2);
            });

            var result = swarm.finish(gateway.sentFile(out), gateway.changesFile(out));

            long due = returned.resumed() * 3L + returned.afresh();
            assertThat(result.audit()).isEqualTo(new AuditCounts(due, due, 0, 0, 0, 0, 0, 0, 0, 0));
            assertThat(result.sequenceBreaks()).isZero();
        }
    }

    @Test
    void what_a_resume_leaves_out_is_lost_and_breaks_the_sequence() throws Exception {
        try (var gateway = new ScriptedGateway(41_250);
                var swarm = new RunningSwarm(out, gateway.port(), SESSIONS, 2)) {
            gateway.leaveOut(2);
            var returned = cutAndBack(gateway, swarm, () -> threeMessages(gateway));

            var result = swarm.finish(gateway.sentFile(out), gateway.changesFile(out));

            long due = returned.resumed() * 4L + returned.afresh();
            long lost = returned.resumed();
            assertThat(result.audit()).isEqualTo(new AuditCounts(due, due - lost, lost, 0, 0, 0, 0, 0, 0, 0));
            assertThat(result.examples().getFirst()).contains("never got message 2");
            assertThat(result.sequenceBreaks()).isEqualTo(lost);
        }
    }

    /// The call is said to return in an hour, so that nothing but the mark tells.
    @Test
    void what_a_gateway_writes_behind_the_mark_is_leaked() throws Exception {
        try (var gateway = new ScriptedGateway(41_250);
                var swarm = new RunningSwarm(out, gateway.port(), 3, 2)) {
            swarm.connect(3);
            gateway.create(0);
            swarm.awaitMissing(0, gateway.sentFile(out));
            long now = System.nanoTime();
            swarm.tell(new SwarmCommand.Taken(1, now, now + Duration.ofHours(1).toNanos()));
            while (gateway.heartbeats() == 0) swarm.awaitObeyed();
            gateway.create(1);
            swarm.awaitMissing(0, gateway.sentFile(out));
            gateway.close("token-1", 4000, "so that all of it was read");
            swarm.await(SwarmEvent.Closed.class);

            var result = swarm.finish(gateway.sentFile(out), gateway.changesFile(out));

            assertThat(result.audit()).isEqualTo(new AuditCounts(5, 5, 0, 0, 0, 0, 0, 0, 1, 0));
            assertThat(result.examples())
                    .containsExactly(
                            "session 1 got the create of message 1, written after the call that took the channel"
                                    + " away had returned");
            assertThat(result.taken()).isEqualTo(new SwarmEvent.Taken(1, 0, List.of()));
        }
    }

    @Test
    void who_lost_the_channel_and_is_shown_nothing_is_told_and_clean() throws Exception {
        try (var gateway = new ScriptedGateway(41_250);
                var swarm = new RunningSwarm(out, gateway.port(), 3, 1)) {
            swarm.connect(3);
            gateway.create(0);
            gateway.toAll("CHANNEL_DELETE", "{\"id\":\"" + ScriptedGateway.CHANNEL + "\"}");
            swarm.awaitMissing(0, gateway.sentFile(out));
            long now = System.nanoTime();
            for (int session = 0; session < 3; session++) swarm.tell(new SwarmCommand.Taken(session, now, now));
            while (gateway.heartbeats() < 3) swarm.awaitObeyed();

            var result = swarm.finish(gateway.sentFile(out), gateway.changesFile(out));

            assertThat(result.audit()).isEqualTo(new AuditCounts(3, 3, 0, 0, 0, 0, 0, 0, 0, 0));
            assertThat(result.taken()).isEqualTo(new SwarmEvent.Taken(3, 3, List.of()));
        }
    }

    @Test
    void who_stops_reading_is_due_nothing_is_in_no_figure_and_sees_its_end_once_it_reads_again() throws Exception {
        try (var gateway = new ScriptedGateway(41_250);
                var swarm = new RunningSwarm(out, gateway.port(), RunningSwarm.tokens(3), 1, 1)) {
            swarm.connect(3);
            swarm.judgeAll();
            for (int number = 0; number < MESSAGES; number++) gateway.create(number);
            gateway.close("token-2", 4000, "slow consumer");
            swarm.awaitMissing(0, gateway.sentFile(out));
            swarm.tell(new SwarmCommand.ReadAgain(1));

            var closed = swarm.await(SwarmEvent.Closed.class);
            var result = swarm.finish(gateway.sentFile(out), gateway.changesFile(out));

            assertThat(closed).isEqualTo(new SwarmEvent.Closed(4000, 1));
            assertThat(result.audit()).isEqualTo(new AuditCounts(2 * MESSAGES, 2 * MESSAGES, 0, 0, 0, 0, 0, 0, 0, 0));
            assertThat(sumOfLast("arrival_histogram")).isEqualTo(2 * MESSAGES);
        }
    }

    @Test
    void who_types_is_shown_until_they_speak_and_what_must_not_be_told_is_counted() throws Exception {
        long hiding = 8;
        try (var gateway = new ScriptedGateway(41_250);
                var swarm = new RunningSwarm(out, gateway.port(), 3, 2)) {
            swarm.connect(3);
            swarm.judgeAll();
            swarm.tell(new SwarmCommand.WatchTyping(Set.of(hiding)));
            long now = System.nanoTime();
            swarm.tell(new SwarmCommand.Taken(2, now, now));
            while (gateway.heartbeats() == 0) swarm.awaitObeyed();
            for (long user : new long[] {7, hiding, ScriptedGateway.AUTHOR})
                gateway.toAll("TYPING_START", "{" + ScriptedGateway.place() + ",\"user_id\":\"" + user + "\"}");
            gateway.create(0);
            swarm.awaitMissing(0, gateway.sentFile(out));
            gateway.close("token-2", 4000, "so that all of it was read");
            swarm.await(SwarmEvent.Closed.class);

            var result = swarm.finish(gateway.sentFile(out), gateway.changesFile(out));

            var typing = Objects.requireNonNull(result.typing());
            assertThat(typing.told()).isEqualTo(3 * 3);
            assertThat(typing.judgedTold()).isEqualTo(3 * 3);
            assertThat(typing.judgedBytes()).isBetween(9 * 50L, 9 * 250L);
            assertThat(typing.mostHeard()).isEqualTo(3);
            assertThat(typing.ofHiding()).isEqualTo(3);
            assertThat(typing.toBlind()).isEqualTo(3);
            assertThat(typing.watching()).isEqualTo(2);
            assertThat(typing.shown()).containsOnly(Map.entry(7L, 2), Map.entry(hiding, 2));
            assertThat(result.audit().leaked())
                    .as("typing and a message behind the mark")
                    .isEqualTo(4);
        }
    }

    @Test
    void what_one_says_who_is_not_timed_is_audited_and_in_no_figure() throws Exception {
        try (var gateway = new ScriptedGateway(41_250);
                var swarm = new RunningSwarm(out, gateway.port(), SESSIONS, 2)) {
            swarm.connect(SESSIONS);
            swarm.tell(new SwarmCommand.Untimed(ScriptedGateway.AUTHOR));
            swarm.judgeAll();
            send(gateway, MESSAGES);
            swarm.awaitMissing(0, gateway.sentFile(out));

            var result = swarm.finish(gateway.sentFile(out), gateway.changesFile(out));

            long due = SESSIONS * (long) MESSAGES;
            assertThat(result.audit()).isEqualTo(new AuditCounts(due, due, 0, 0, 0, 0, 0, 0, 0, 0));
            assertThat(result.sessionP99().p50Ms()).isNull();
            assertThat(rows("heat")).isEmpty();
        }
    }

    @Test
    void a_ramp_step_counts_its_own_messages_only() throws Exception {
        try (var gateway = new ScriptedGateway(41_250);
                var swarm = new RunningSwarm(out, gateway.port(), 10, 2)) {
            swarm.connect(10);
            gateway.create(0);
            swarm.awaitMissing(0, gateway.sentFile(out));
            long now = System.nanoTime();
            swarm.tell(new SwarmCommand.RampWindow(now, now + 1_000_000_000, 3));
            swarm.awaitObeyed();
            gateway.create(1);

            var step = swarm.await(SwarmEvent.RampStep.class);

            assertThat(step.step()).isEqualTo(3);
            assertThat(step).matches(s -> s.ready() == 10 && s.messages() == 1 && s.expected() == 10);
        }
    }

    @Test
    void a_storm_is_timed_from_when_each_is_due_and_parts_of_the_window_are_told_apart() throws Exception {
        try (var gateway = new ScriptedGateway(41_250);
                var swarm = new RunningSwarm(out, gateway.port(), SESSIONS, 2)) {
            swarm.connect(10);
            swarm.tell(new SwarmCommand.Window("measure", 0, Long.MAX_VALUE, true));
            swarm.awaitObeyed();
            gateway.create(0);
            gateway.create(1);
            long half = System.nanoTime();
            gateway.create(2);
            swarm.awaitMissing(0, gateway.sentFile(out));
            long longAgo = System.nanoTime() - Duration.ofSeconds(60).toNanos();

            swarm.tell(new SwarmCommand.Storm(SESSIONS - 10, 1_000, longAgo, 7));
            var stormed = swarm.await(SwarmEvent.Connected.class);
            var result = swarm.finish(
                    gateway.sentFile(out),
                    gateway.changesFile(out),
                    List.of(
                            new SwarmCommand.Phase("before", 0, half),
                            new SwarmCommand.Phase("storm", half, Long.MAX_VALUE),
                            new SwarmCommand.Phase("never", 1, 2)));

            assertThat(stormed.ready()).isEqualTo(SESSIONS);
            assertThat(stormed.lastReadyNs()).isGreaterThan(half);
            assertThat(result.audit().delivered()).isEqualTo(30);
            assertThat(log("sign_in").getTotalCount()).isEqualTo(SESSIONS - 10);
            assertThat(log("sign_in").getMinNonZeroValue()).isGreaterThan(59_000_000_000L);
            assertThat(log("delivery_before").getTotalCount()).isEqualTo(20);
            assertThat(log("delivery_storm").getTotalCount()).isEqualTo(10);
            assertThat(out.resolve("delivery_never.swarm-0.hlog")).doesNotExist();
        }
    }

    private Histogram log(String metric) throws IOException {
        return Hlogs.merged(Hlogs.intervals(List.of(out.resolve(metric + ".swarm-0.hlog"))));
    }

    @Test
    void sessions_that_are_refused_are_counted_with_the_reason() throws Exception {
        try (var gateway = new ScriptedGateway(41_250);
                var swarm = new RunningSwarm(out, gateway.port(), List.of("good", "bad-1", "bad-2"), 1)) {
            swarm.tell(new SwarmCommand.Connect(5));

            assertThat(swarm.await(SwarmEvent.Refused.class).count()).isEqualTo(2);
            assertThat(swarm.await(SwarmEvent.Refused.class).reason())
                    .isEqualTo("closed with 4004 Authentication failed.");
            assertThat(swarm.await(SwarmEvent.Connected.class))
                    .matches(event -> event.ready() == 1 && event.failed() == 4);
        }
    }

    @Test
    void heartbeats_keep_their_interval_without_a_timer_each() throws Exception {
        try (var gateway = new ScriptedGateway(2_000);
                var swarm = new RunningSwarm(out, gateway.port(), 20, 1)) {
            swarm.connect(20);

            while (gateway.heartbeats() < 40) swarm.await(SwarmEvent.Tick.class);
        }
    }

    private static void send(ScriptedGateway gateway, int count) {
        for (int n = 0; n < count; n++) gateway.create(n);
    }

    private List<String> rows(String file) throws IOException {
        return Files.readAllLines(out.resolve(file + ".swarm-0.csv")).stream()
                .skip(1)
                .toList();
    }

    private long sumOfLast(String file) throws IOException {
        return rows(file).stream()
                .mapToLong(row -> Long.parseLong(row.substring(row.lastIndexOf(',') + 1)))
                .sum();
    }
}

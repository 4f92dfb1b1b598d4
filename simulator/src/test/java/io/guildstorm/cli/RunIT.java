package io.guildstorm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.Round;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.Side;
import io.guildstorm.reports.record.TargetResult;
import io.guildstorm.reports.record.Verdict;
import io.guildstorm.reports.target.FloodFigures;
import io.guildstorm.reports.target.GuildFigures;
import io.guildstorm.reports.target.PhoneFigures;
import io.guildstorm.reports.target.PresenceFigures;
import io.guildstorm.reports.target.PresenceInProcess;
import io.guildstorm.reports.target.RevokeFigures;
import io.guildstorm.reports.target.SlowFigures;
import io.guildstorm.reports.target.StormFigures;
import io.guildstorm.reports.target.SweepFigures;
import io.guildstorm.reports.target.TypingFigures;
import io.guildstorm.reports.target.VisibleFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole runs with the real server, and processes that are killed or stand still in them. No bound on how fast anything
/// is: these machines are busy.
@Tag("slow")
@Timeout(300)
@DisplayNameGeneration(ReplaceUnderscores.class)
class RunIT {
    private static final String SERVER = "io.guildstorm.server.node.Main";
    private static final String GATLING = "io.gatling.app.Gatling";

    @TempDir
    Path folder;

    @Test
    void a_run_leaves_every_file_and_a_clean_audit() throws Exception {
        try (Guildstorm run = Guildstorm.start(folder, Guildstorm.SMALL)) {
            int code = run.exitCode();

            RunRecord record = run.record();
            Audit audit = Objects.requireNonNull(record.audit());
            assertThat(audit.clean()).as(run.output()).isTrue();
            assertThat(audit.expected()).isEqualTo(audit.delivered()).isPositive();
            // the verdict is this machine's business: pass, or invalid when it was too busy to measure
            assertThat(code).as(run.output()).isIn(0, 1, 3);
            for (String file : List.of(
                    "run.json",
                    "report.html",
                    "series.csv",
                    "arrivals.csv",
                    "summary.md",
                    "junit.xml",
                    "charts/arrival.svg",
                    "charts/card.png",
                    "logs/server.log",
                    "delivery.swarm-0.hlog",
                    "send_ack.gatling-0.hlog",
                    "sent.gatling-0.csv"))
                assertThat(run.run().path().resolve(file)).isNotEmptyFile();
            assertThat(run.run().work()).doesNotExist();
            assertThat(Files.readString(run.run().series()))
                    .startsWith("second,")
                    .contains("queue_store", "queue_loops");
            assertThat(record.settings())
                    .containsEntry("access.send-limit", "off")
                    .containsKey("fanout");
            assertThat(Objects.requireNonNull(record.load()).intended()).isEqualTo(100);
            assertThat(Objects.requireNonNull(record.guild()).relays()).isPositive();
            assertThat(Objects.requireNonNull(record.machine()).sendSyscallUs()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zlib-stream", "zstd-stream", "shared"})
    void a_run_over_compressed_streams_is_audited_as_any_and_weighs_them_as_they_came(String compress)
            throws Exception {
        var words = Stream.concat(Stream.of(Guildstorm.SMALL), Stream.of("--set", "gateway.compress=" + compress));
        try (Guildstorm run = Guildstorm.start(folder, words.toArray(String[]::new))) {
            int code = run.exitCode();

            Audit audit = Objects.requireNonNull(run.record().audit());
            assertThat(audit.clean()).as(run.output()).isTrue();
            assertThat(audit.expected()).isEqualTo(audit.delivered()).isPositive();
            assertThat(code).as(run.output()).isIn(0, 1, 3);
            // one message in plain text takes over 800
            assertThat(Objects.requireNonNull(run.record().cost()).wireBytesPerDelivery())
                    .isBetween(100.0, 600.0);
        }
    }

    @Test
    void a_server_that_is_killed_fails_the_run_within_seconds() throws Exception {
        try (Guildstorm run = Guildstorm.start(folder, Guildstorm.LONG)) {
            run.await("measure ");
            run.child(SERVER).destroyForcibly();

            assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
            assertThat(run.record().verdict()).isEqualTo(Verdict.FAIL);
            assertThat(run.record().reasons()).anyMatch(reason -> reason.is(Reason.Code.SERVER_DIED));
            assertThat(run.output()).contains("the server was killed by signal 9");
        }
    }

    @Test
    void a_generator_that_is_killed_leaves_no_verdict_and_is_named() throws Exception {
        try (Guildstorm run = Guildstorm.start(folder, Guildstorm.LONG)) {
            run.await("measure ");
            run.child(GATLING).destroyForcibly();

            assertThat(run.exitCode()).as(run.output()).isEqualTo(3);
            assertThat(run.record().verdict()).isEqualTo(Verdict.INVALID);
            assertThat(run.record().reasons()).anyMatch(reason -> reason.is(Reason.Code.INSTRUMENT_FAILED));
            assertThat(run.output()).contains("no verdict: the load generator was killed by signal 9");
        }
    }

    @Test
    void ctrl_c_keeps_what_there_is_and_leaves_no_process() throws Exception {
        try (Guildstorm run = Guildstorm.start(folder, Guildstorm.LONG)) {
            run.await("measure ");
            List<ProcessHandle> children = run.children();
            assertThat(children).hasSizeGreaterThanOrEqualTo(3);
            run.signal("INT");

            assertThat(run.exitCode()).as(run.output()).isEqualTo(130);
            assertThat(run.record().verdict()).isEqualTo(Verdict.INVALID);
            assertThat(run.record().reasons()).anyMatch(reason -> reason.is(Reason.Code.INTERRUPTED));
            assertThat(run.run().report()).isNotEmptyFile();
            assertGone(children);
        }
    }

    @Test
    void sigkill_of_the_run_leaves_no_process() throws Exception {
        try (Guildstorm run = Guildstorm.start(folder, Guildstorm.LONG)) {
            run.await("start .* connected");
            List<ProcessHandle> children = run.children();
            run.signal("KILL");

            assertGone(children);
        }
    }

    @Test
    void acknowledged_messages_survive_kill_9_once_each() throws Exception {
        try (Guildstorm run = Guildstorm.start(folder, "run", "crash-mid-send")) {
            int code = run.exitCode();

            assertThat(code).as(run.output()).isZero();
            Audit audit = Objects.requireNonNull(run.record().audit());
            assertThat(audit.expected()).isPositive().isEqualTo(audit.delivered());
            assertThat(audit.lost() + audit.duplicated() + audit.corrupted()).isZero();
        }
    }

    @Test
    void who_loses_a_channel_sees_nothing_of_it_once_the_call_has_returned() throws Exception {
        try (Guildstorm run = Guildstorm.start(folder, "run", "permission-revoke", "--quick", "--sessions", "150")) {
            int code = run.exitCode();

            assertThat(code).as(run.output()).isZero();
            RunRecord record = run.record();
            Audit audit = Objects.requireNonNull(record.audit());
            assertThat(audit.clean()).as(run.output()).isTrue();
            assertThat(audit.expected()).isEqualTo(audit.delivered()).isPositive();
            RevokeFigures figures = Objects.requireNonNull(RevokeFigures.of(record.experiment()));
            assertThat(figures.sides()).extracting(RevokeFigures.Side::name).containsExactly("strong", "eventual");
            assertThat(figures.sides()).allSatisfy(side -> {
                assertThat(side.calls()).isPositive().isEqualTo(side.told());
                assertThat(side.refused()).isZero();
                assertThat(side.byLever()).containsOnlyKeys("overwrite", "role", "kick");
            });
            assertThat(figures.sides().getFirst().leaked()).isZero();
            assertThat(figures.sides().getFirst().readsAfter()).isZero();
            assertThat(record.settings()).containsEntry("consistency.permissions", "strong");
            assertThat(Objects.requireNonNull(record.rounds()))
                    .extracting(Round::dir)
                    .hasSize(2)
                    .allSatisfy(dir -> {
                        assertThat(run.run().path().resolve(dir).resolve("run.json"))
                                .isNotEmptyFile();
                        assertThat(run.run().path().resolve(dir).resolve("work"))
                                .doesNotExist();
                    });
            assertThat(run.run().report()).isNotEmptyFile();
            assertThat(run.output().lines()).allSatisfy(line -> assertThat(line).doesNotContain("\u001b"));
        }
    }

    @Test
    void a_presence_storm_is_told_to_fewer_and_nobody_ends_with_a_wrong_status() throws Exception {
        try (Guildstorm run = Guildstorm.start(
                folder, "run", "presence-storm", "--quick", "--sessions", "100", "--online", "20000", "--seed", "3")) {
            int code = run.exitCode();

            assertThat(code).as(run.output()).isIn(0, 1, 3); // how late somebody is told is this machine's business
            RunRecord record = run.record();
            PresenceFigures figures = Objects.requireNonNull(PresenceFigures.of(record.experiment()));
            assertThat(figures.sides()).extracting(PresenceFigures.Side::name).containsExactly("naive", "optimised");
            PresenceFigures.Side naive = figures.sides().getFirst();
            PresenceFigures.Side optimised = figures.sides().getLast();
            assertThat(optimised.truth().wrong()).as(run.output()).isZero();
            assertThat(optimised.truth().views())
                    .isBetween(65 * 40L, 65 * 50L); // who neither flickers nor is gone × whom each shows
            assertThat(naive.sent().updates())
                    .isGreaterThan(5 * optimised.sent().updates());
            assertThat(optimised.sent().dispatches())
                    .isLessThan(optimised.sent().updates());
            assertThat(optimised.sent().changes())
                    .isEqualTo(100 + 20 * 20 + 20 + 10 + 5 + 15); // ready, flickering, cut, back …
            assertThat(optimised.truth().staleness().count()).isPositive();
            assertThat(optimised.truth().ghosts().count()).isPositive();
            assertThat(record.settings()).containsEntry("presence.ttl", "6s").containsEntry("presence.batch", "1s");
            PresenceInProcess others = Objects.requireNonNull(PresenceInProcess.of(record.experiment()));
            assertThat(others.users()).isEqualTo(19_900);
            assertThat(others.changes()).isEqualTo(600_000);
            assertThat(others.wrong()).as(run.output()).isZero();
            assertThat(run.run().path().resolve("charts/presence.svg")).isNotEmptyFile();
        }
    }

    @Test
    void clients_that_show_more_users_are_told_more_and_all_of_it_is_true() throws Exception {
        try (Guildstorm run = Guildstorm.start(
                folder, "run", "presence-visible", "--sessions", "200", "--visible", "20,100", "--seed", "3")) {
            int code = run.exitCode();

            assertThat(code).as(run.output()).isIn(0, 1, 3); // how late somebody is told is this machine's business
            RunRecord record = run.record();
            VisibleFigures figures = Objects.requireNonNull(VisibleFigures.of(record.experiment()));
            assertThat(figures.points())
                    .extracting(VisibleFigures.Point::visible)
                    .containsExactly(20L, 100L);
            VisibleFigures.Point few = figures.points().getFirst();
            VisibleFigures.Point many = figures.points().getLast();
            assertThat(figures.wrong()).as(run.output()).isZero();
            assertThat(few.shown()).isEqualTo(20.0);
            assertThat(many.shown()).isBetween(90.0, 100.0); // fewer where fewer share a guild
            assertThat(few.watchers()).isEqualTo(many.watchers()).isBetween(20L, 40L);
            assertThat(many.side().sent().updates())
                    .isGreaterThan(2 * few.side().sent().updates());
            assertThat(record.settings()).containsEntry("presence.visible", 100);
            assertThat(run.run().path().resolve("charts/presence-visible.svg")).isNotEmptyFile();
        }
    }

    @Test
    void a_phone_whose_client_shows_nobody_is_woken_by_no_status() throws Exception {
        try (Guildstorm run = Guildstorm.start(
                folder, "run", "presence-phone", "--sessions", "200", "--changes", "20", "--duration", "4s")) {
            int code = run.exitCode();

            assertThat(code).as(run.output()).isIn(0, 1, 3); // how late somebody is told is this machine's business
            RunRecord record = run.record();
            PhoneFigures figures = Objects.requireNonNull(PhoneFigures.of(record.experiment()));
            assertThat(figures.policies())
                    .extracting(PhoneFigures.Policy::name)
                    .containsExactly(
                            "naive", "subscriptions", "+ debounce", "+ batch", "all five", "in the background");
            assertThat(figures.policies())
                    .extracting(policy -> policy.received().phoneS())
                    .containsOnly(100 * 40.0); // phones × seconds of life
            PhoneFigures.Received naive = figures.policies().getFirst().received();
            PhoneFigures.Policy all = figures.policies().get(4);
            PhoneFigures.Received asleep = figures.policies().getLast().received();
            assertThat(naive.updates()).isGreaterThan(2 * all.received().updates());
            assertThat(naive.awakeS()).isGreaterThan(all.received().awakeS());
            assertThat(all.received().wakeUps()).isPositive();
            assertThat(all.views()).isPositive();
            assertThat(all.wrong()).as(run.output()).isZero();
            assertThat(asleep.frames()).isZero();
            assertThat(asleep.awakeS()).isZero();
            assertThat(record.settings()).containsEntry("presence.debounce", "300ms");
            assertThat(run.run().path().resolve("charts/presence-phone.svg")).isNotEmptyFile();
        }
    }

    @Test
    void who_stops_reading_is_closed_and_the_others_miss_nothing() throws Exception {
        try (Guildstorm run =
                Guildstorm.start(folder, "run", "slow-consumers", "--quick", "--sessions", "60", "--duration", "13s")) {
            int code = run.exitCode();

            assertThat(code).as(run.output()).isZero();
            RunRecord record = run.record();
            Audit audit = Objects.requireNonNull(record.audit());
            assertThat(audit.clean()).as(run.output()).isTrue();
            SlowFigures figures = Objects.requireNonNull(SlowFigures.of(record.experiment()));
            assertThat(figures.sides()).extracting(SlowFigures.Side::name).containsExactly("close", "keep");
            assertThat(figures.sides()).extracting(SlowFigures.Side::slow).containsOnly(12L);
            assertThat(figures.sides()).extracting(SlowFigures.Side::closed).containsExactly(12L, 0L);
            assertThat(figures.sides().getLast().codes()).isEmpty();
            assertThat(record.settings()).containsEntry("gateway.slow-consumers", "close");
        }
    }

    @Test
    void a_storm_of_sign_ins_lets_everybody_in_and_nobody_misses_anything() throws Exception {
        try (Guildstorm run = Guildstorm.start(
                folder, "run", "identify-storm", "--quick", "--sessions", "60", "--storm", "300", "--rate", "5")) {
            int code = run.exitCode();

            assertThat(code).as(run.output()).isIn(0, 1, 3); // how fast it is is this machine's business
            RunRecord record = run.record();
            Audit audit = Objects.requireNonNull(record.audit());
            assertThat(audit.clean()).as(run.output()).isTrue();
            assertThat(audit.expected()).isEqualTo(audit.delivered());
            StormFigures figures = Objects.requireNonNull(StormFigures.of(record.experiment()));
            assertThat(figures.sides()).extracting(StormFigures.Side::name).containsExactly("semaphore", "none");
            assertThat(figures.sides()).allSatisfy(side -> {
                assertThat(side.comers()).isEqualTo(300);
                assertThat(side.failed()).as(run.output()).isZero();
                assertThat(side.took().count()).isEqualTo(300);
                assertThat(side.before().count()).isBetween(60 * 24L, 60 * 26L);
                assertThat(side.storm().maxMs()).isPositive();
                assertThat(side.perCpuSecond()).isPositive();
            });
            assertThat(Objects.requireNonNull(record.latency().deliveryStorm()).count())
                    .isEqualTo(figures.sides().getFirst().storm().count());
            assertThat(record.targets()).extracting(TargetResult::metric).containsOnly("latency.delivery_storm.p99_ms");
            assertThat(record.settings()).containsEntry("admission", "semaphore");
            assertThat(run.run().path().resolve("charts/seconds.svg")).isNotEmptyFile();
        }
    }

    @Test
    void who_is_cut_comes_back_and_misses_nothing_unless_afresh() throws Exception {
        try (Guildstorm run = Guildstorm.start(
                folder, "run", "reconnect-storm", "--quick", "--sessions", "60", "--storm", "300", "--over", "2s")) {
            int code = run.exitCode();

            assertThat(code).as(run.output()).isIn(0, 1, 3); // how fast it is is this machine's business
            RunRecord record = run.record();
            Audit audit = Objects.requireNonNull(record.audit());
            assertThat(audit.clean()).as(run.output()).isTrue();
            assertThat(audit.expected()).isEqualTo(audit.delivered());
            StormFigures figures = Objects.requireNonNull(StormFigures.of(record.experiment()));
            assertThat(figures.sides()).extracting(StormFigures.Side::name).containsExactly("semaphore", "none");
            assertThat(figures.sides()).allSatisfy(side -> {
                assertThat(side.comers()).isEqualTo(300);
                assertThat(side.failed()).as(run.output()).isZero();
                assertThat(side.took().count()).isEqualTo(300);
                StormFigures.Returned returned = Objects.requireNonNull(side.returned());
                assertThat(returned).isEqualTo(new StormFigures.Returned(240, 60, 0, 0, 240, returned.elsewhere()));
                assertThat(returned.elsewhere()).isBetween(0L, 240L); // as sockets fall to event loops
                assertThat(side.stormS()).isGreaterThan(1.9);
            });
            assertThat(record.targets()).extracting(TargetResult::metric).containsOnly("latency.delivery_storm.p99_ms");
            assertThat(run.run().path().resolve("charts/seconds.svg")).isNotEmptyFile();
        }
    }

    @Test
    void one_who_floods_is_held_back_by_limits_that_nobody_else_meets() throws Exception {
        try (Guildstorm run =
                Guildstorm.start(folder, "run", "flooding-sender", "--quick", "--sessions", "60", "--rate", "25")) {
            int code = run.exitCode();

            assertThat(code).as(run.output()).isZero();
            RunRecord record = run.record();
            Audit audit = Objects.requireNonNull(record.audit());
            assertThat(audit.clean()).as(run.output()).isTrue();
            FloodFigures figures = Objects.requireNonNull(FloodFigures.of(record.experiment()));
            assertThat(figures.sides())
                    .extracting(FloodFigures.Side::name)
                    .containsExactly("rate-limit", "slow-mode", "unprotected");
            assertThat(figures.sides()).allSatisfy(side -> {
                assertThat(side.others().refused()).isZero();
                assertThat(side.others().delivery().p50Ms()).isPositive();
                assertThat(side.others().guildWait().p50Ms()).isPositive();
            });
            assertThat(figures.sides().subList(0, 2))
                    .extracting(FloodFigures.Side::flood)
                    .allSatisfy(flood -> {
                        assertThat(flood.accepted()).isBetween(1L, 15L);
                        assertThat(flood.accepted() + flood.refused()).isEqualTo(flood.sent());
                        assertThat(flood.retryAfter().keySet())
                                .isNotEmpty()
                                .allMatch(seconds -> seconds >= 1 && seconds <= 5);
                        assertThat(flood.retryAfter().values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum())
                                .isEqualTo(flood.refused());
                    });
            FloodFigures.Flood free = figures.sides().getLast().flood();
            assertThat(free.accepted()).isEqualTo(free.sent()).isGreaterThan(100);
            assertThat(record.settings()).containsEntry("access.send-limit", "5/5s");
        }
    }

    @Test
    void who_types_is_told_to_those_who_may_know_and_is_in_no_history() throws Exception {
        try (Guildstorm run = Guildstorm.start(
                folder, "run", "typing-storm", "--quick", "--sessions", "100", "--set", "access.route-limit=10/5s")) {
            int code = run.exitCode();

            assertThat(code).as(run.output()).isZero();
            RunRecord record = run.record();
            assertThat(Objects.requireNonNull(record.audit()).clean())
                    .as(run.output())
                    .isTrue();
            TypingFigures figures = Objects.requireNonNull(TypingFigures.of(record.experiment()));
            assertThat(figures.sides())
                    .extracting(TypingFigures.Side::name)
                    .containsExactly("typing", "quiet", "each-key");
            assertThat(figures.sides()).allSatisfy(side -> {
                assertThat(side.rules().broken()).isNull();
                assertThat(side.asked().accepted() + side.asked().limited())
                        .isEqualTo(side.asked().posts());
                assertThat(side.told().events() + side.told().dropped())
                        .isEqualTo(side.asked().accepted() - side.asked().hidden());
                assertThat(side.told().deliveries()).isEqualTo(95 * side.told().events());
                assertThat(side.messages().p50Ms()).isPositive();
            });
            TypingFigures.Side typing = figures.sides().getFirst();
            TypingFigures.Side quiet = figures.sides().get(1);
            TypingFigures.Side eachKey = figures.sides().getLast();
            assertThat(typing.asked().limited()).isPositive();
            assertThat(typing.asked().hidden()).isPositive();
            assertThat(typing.rules().views()).isPositive();
            assertThat(quiet.asked().posts()).isZero();
            assertThat(quiet.told().deliveries()).isZero();
            assertThat(eachKey.asked().limited()).isZero();
            assertThat(eachKey.told().deliveries()).isGreaterThan(typing.told().deliveries());
            assertThat(record.settings()).containsEntry("access.route-limit", "10/5s");
        }
    }

    @Test
    void sessions_with_and_without_sockets_get_everything_once_in_every_design() throws Exception {
        try (Guildstorm run = Guildstorm.start(
                folder,
                "run",
                "guild-15m",
                "--quick",
                "--members",
                "200000",
                "--online",
                "50000",
                "--sessions",
                "60")) {
            int code = run.exitCode();

            assertThat(code).as(run.output()).isZero();
            RunRecord record = run.record();
            assertThat(Objects.requireNonNull(record.audit()).clean())
                    .as(run.output())
                    .isTrue();
            Audit inProcess = Objects.requireNonNull(record.auditInProcess());
            assertThat(inProcess.clean()).as(run.output()).isTrue();
            assertThat(inProcess.delivered()).isEqualTo(inProcess.expected()).isPositive();
            GuildFigures figures = Objects.requireNonNull(GuildFigures.of(record.experiment()));
            assertThat(figures.sides())
                    .extracting(GuildFigures.Side::name)
                    .containsExactly("relay", "gateway", "direct");
            assertThat(figures.sides())
                    .allSatisfy(side -> assertThat(side.owner().publishP50Ms()).isPositive());
            assertThat(figures.sides()).extracting(GuildFigures.Side::members).containsOnly(200_000L);
            assertThat(figures.sides()).extracting(GuildFigures.Side::inProcess).containsOnly(49_940L);
            assertThat(figures.sides())
                    .first()
                    .satisfies(side -> assertThat(side.relays()).isGreaterThan(4));
            assertThat(Objects.requireNonNull(record.cost()).relativeToBareSend())
                    .isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "on"})
    void what_mentions_everyone_is_due_to_all_and_plain_words_to_those_who_look(String passive) throws Exception {
        try (Guildstorm run = Guildstorm.start(
                folder,
                "run",
                "mention-everyone",
                "--quick",
                "--members",
                "200000",
                "--online",
                "50000",
                "--sessions",
                "60",
                "--set",
                "sessions.passive=" + passive)) {
            int code = run.exitCode();

            assertThat(code).as(run.output()).isZero();
            RunRecord record = run.record();
            Audit inProcess = Objects.requireNonNull(record.auditInProcess());
            assertThat(inProcess.clean()).as(run.output()).isTrue();
            GuildFigures figures = Objects.requireNonNull(GuildFigures.of(record.experiment()));
            assertThat(figures.sides()).extracting(GuildFigures.Side::name).containsExactly("everyone", "plain");
            assertThat(figures.sides())
                    .allSatisfy(side -> assertThat(side.owner().publishP50Ms()).isPositive());
            List<Side> sides = Objects.requireNonNull(record.sides());
            long everyone = Objects.requireNonNull(sides.getFirst().audit()).expected();
            long plain = Objects.requireNonNull(sides.getLast().audit()).expected();
            assertThat(sides)
                    .allSatisfy(side -> assertThat(
                                    Objects.requireNonNull(side.audit()).clean())
                            .isTrue());
            assertThat((double) everyone / plain)
                    .isBetween(passive.equals("on") ? 5.0 : 0.5, passive.equals("on") ? 20.0 : 2.0);
        }
    }

    @Test
    void relays_of_every_size_give_everybody_everything_and_stand_in_one_chart() throws Exception {
        try (Guildstorm run = Guildstorm.start(folder, "run", "relay-sizes", "--quick", "--sessions", "60")) {
            int code = run.exitCode();

            assertThat(code).as(run.output()).isIn(0, 3); // 3: too busy to measure
            RunRecord record = run.record();
            Audit inProcess = Objects.requireNonNull(record.auditInProcess());
            assertThat(inProcess.clean()).as(run.output()).isTrue();
            SweepFigures figures = Objects.requireNonNull(SweepFigures.of(record.experiment()));
            assertThat(figures.values()).containsExactly(500L, 2_000L, 5_000L, 15_000L, 30_000L, 50_000L);
            assertThat(figures.pointsOf("relay"))
                    .extracting(point -> point.side().relays())
                    .isSortedAccordingTo(Comparator.reverseOrder());
            assertThat(run.run().path().resolve("charts/sweep-last.svg")).isNotEmptyFile();
        }
    }

    @Test
    void a_generator_that_stood_still_makes_the_run_invalid() throws Exception {
        try (Guildstorm run =
                Guildstorm.start(folder, "run", "hot-channel", "--quick", "--sessions", "100", "--duration", "20s")) {
            run.await("measure ");
            freeze(run.child(GATLING), 2);

            assertThat(run.exitCode()).as(run.output()).isEqualTo(3);
            assertThat(run.record().reasons()).anyMatch(reason -> reason.is(Reason.Code.GENERATOR_LATE));
        }
    }

    @Test
    void a_server_that_stood_still_shows_in_the_far_quantiles() throws Exception {
        try (Guildstorm run =
                Guildstorm.start(folder, "run", "hot-channel", "--quick", "--sessions", "100", "--duration", "20s")) {
            run.await("measure ");
            freeze(run.child(SERVER), 2);
            run.exitCode();

            var delivery = Objects.requireNonNull(run.record().latency().delivery());
            assertThat(delivery.p999Ms()).as(run.output()).isGreaterThan(1_500);
            assertThat(delivery.maxMs()).isGreaterThan(1_900);
            assertThat(Objects.requireNonNull(run.record().audit()).clean()).isTrue();
        }
    }

    @Test
    void a_generator_that_cannot_keep_up_makes_the_run_invalid() throws Exception {
        try (Guildstorm run = Guildstorm.start(
                folder, "run", "hot-channel", "--quick", "--sessions", "5", "--duration", "5s", "--rate", "20000")) {
            assertThat(run.exitCode()).as(run.output()).isIn(1, 3);
            assertThat(run.record().reasons())
                    .anyMatch(reason -> reason.is(Reason.Code.GENERATOR_LATE) || reason.is(Reason.Code.LOAD_STARVED));
        }
    }

    private static void freeze(ProcessHandle process, int seconds) throws IOException, InterruptedException {
        Guildstorm.signal("STOP", process);
        TimeUnit.SECONDS.sleep(seconds); // the freeze itself, not a wait for something
        Guildstorm.signal("CONT", process);
    }

    private static void assertGone(List<ProcessHandle> processes) throws Exception {
        for (ProcessHandle process : processes) {
            process.onExit().get(60, TimeUnit.SECONDS);
            assertThat(process.isAlive()).isFalse();
        }
    }
}

package io.guildstorm.scenarios.run.presence;

import com.fasterxml.jackson.databind.JsonNode;
import io.guildstorm.reports.record.Quantiles;
import io.guildstorm.reports.series.LatencyQuantiles;
import io.guildstorm.reports.target.PresenceFigures.Times;
import io.guildstorm.reports.target.PresenceInProcess;
import io.guildstorm.scenarios.run.context.RunContext;
import io.guildstorm.scenarios.run.context.RunRequest;
import io.guildstorm.scenarios.run.context.StoppedException;
import io.guildstorm.scenarios.run.context.StoppedException.Cause;
import io.guildstorm.scenarios.run.exit.UsageException;
import io.guildstorm.scenarios.run.machine.Sampler;
import io.guildstorm.scenarios.run.screen.Bars;
import io.guildstorm.scenarios.run.server.AdminApi;
import io.guildstorm.scenarios.run.server.EncodedHistogram;
import io.guildstorm.scenarios.workload.PresenceStorm;
import io.guildstorm.scenarios.workload.Workload;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// Users without sockets, on the server whose storm is over: as many as a machine has no sockets for.
///
/// **Owner:** the run's thread.
final class InProcessCrowd {
    /// So that 100,000 a second are shared by as many users as flap ten times in three seconds.
    private static final int CHANGES_PER_SECOND = 100_000;
    private static final int SECONDS = 6;
    private static final int REST_SECONDS = 5;
    private static final int CONNECTS_PER_SECOND = 200_000;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final RunContext run;
    private final AdminApi admin;
    private final int users;
    private Sampler.Snapshot began;

    /// What came of it.
    record Played(PresenceInProcess figures, Quantiles staleness) {}

    InProcessCrowd(RunContext run, AdminApi admin, int users) {
        this.run = run;
        this.admin = admin;
        this.users = users;
        began = run.sampler().read();
    }

    /// How many come, once the storm of those with sockets is over; 0: nobody.
    /// @param withSockets of those who are online
    /// @throws UsageException when there cannot be so many
    static int users(Workload workload, RunRequest request, int withSockets) {
        if (!(workload instanceof PresenceStorm)) return 0;
        int usual = request.quick() ? PresenceStorm.QUICK_ONLINE : PresenceStorm.ONLINE;
        int online = request.online() == null ? usual : request.online();
        if (online > PresenceStorm.MOST_ONLINE)
            throw new UsageException(
                    "--online cannot be \"%d\": give at most %d.".formatted(online, PresenceStorm.MOST_ONLINE));
        return Math.max(0, online - withSockets);
    }

    /// About how long it takes.
    static long seconds(int users) {
        return (long) SECONDS + REST_SECONDS + users / CONNECTS_PER_SECOND;
    }

    Played play() {
        run.screen()
                .live(() -> List.of(String.format(Locale.ROOT, "     crowd     %,d users without sockets …", users)));
        admin.openPresenceCrowd(users, CHANGES_PER_SECOND, SECONDS);
        await("changing", "connect");
        began = run.sampler().read();
        JsonNode done = await("done", "change");
        Sampler.Used used = Sampler.Used.between(began, run.sampler().read());
        admin.endPresenceCrowd();
        Quantiles staleness = LatencyQuantiles.of(
                EncodedHistogram.decode(done.path("staleness").asText()), null);
        var figures = new PresenceInProcess(
                done.path("users").asLong(),
                CHANGES_PER_SECOND,
                done.path("changes").asLong(),
                done.path("told").asLong(),
                done.path("wrong").asLong(),
                done.path("late_ns").asLong() / 1e6,
                new Times(staleness.count(), staleness.p50Ms(), staleness.p99Ms(), staleness.maxMs()),
                used.seconds(),
                used.of("server"));
        run.screen().settle(String.format(Locale.ROOT, "     crowd     %s  %s", Bars.bar(1, 1), figures.line()));
        return new Played(figures, staleness);
    }

    /// Looks again and again until it is so far.
    private JsonNode await(String stage, String part) {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < until) {
            JsonNode report = admin.presenceCrowd();
            String at = report.path("stage").asText();
            if (at.equals(stage) || at.equals("done")) return report;
            run.screen().live(() -> List.of(line(report, part)));
            run.inbox().awaitInstant(System.nanoTime() + LOOK_AGAIN_NANOS);
        }
        throw new StoppedException(
                Cause.INSTRUMENT_FAILED, "the users without sockets were not " + stage + " within two minutes");
    }

    private String line(JsonNode report, String part) {
        long present = report.path("present").asLong();
        long changes = report.path("changes").asLong();
        long all = (long) CHANGES_PER_SECOND * SECONDS;
        double share = part.equals("connect") ? (double) present / users : (double) changes / all;
        return String.format(
                Locale.ROOT,
                "     crowd     %s  %,d users without sockets · %,d changes · %,d wrong now",
                Bars.bar(share, 1),
                present,
                changes,
                report.path("wrong").asLong());
    }
}

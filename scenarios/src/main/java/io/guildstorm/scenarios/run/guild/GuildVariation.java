package io.guildstorm.scenarios.run.guild;

import com.fasterxml.jackson.databind.JsonNode;
import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.series.ArrivalCurve;
import io.guildstorm.reports.series.Arrivals;
import io.guildstorm.reports.series.ServerSend;
import io.guildstorm.reports.series.Window;
import io.guildstorm.scenarios.check.AuditCounts;
import io.guildstorm.scenarios.check.GroupedJudge;
import io.guildstorm.scenarios.check.SentLog;
import io.guildstorm.scenarios.run.context.RunContext;
import io.guildstorm.scenarios.run.exit.EnvironmentException;
import io.guildstorm.scenarios.run.hot.InProcess;
import io.guildstorm.scenarios.run.hot.Variation;
import io.guildstorm.scenarios.run.load.Swarms;
import io.guildstorm.scenarios.run.load.TestBed;
import io.guildstorm.scenarios.run.server.AdminApi;
import io.guildstorm.scenarios.run.server.UserApi;
import io.guildstorm.scenarios.workload.LoadPlan;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.HistogramLogWriter;
import org.jspecify.annotations.Nullable;

/// What is done in one round: members who never sign in, sessions without sockets beside those that have one, and at
/// the
/// end what those got, judged by the senders' log.
///
/// **Owner:** the run's thread.
final class GuildVariation implements Variation {
    static final String METRIC = "delivery_in_process";

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /// The bit MENTION_EVERYONE.
    private static final String MENTION_EVERYONE = Long.toString(1 << 17);

    private final RunContext run;
    private final String scenario;
    private final Crowd crowd;
    private final Said said;
    private @Nullable AdminApi admin;
    private @Nullable String guild;
    private @Nullable Window judged;
    private @Nullable InProcessReport report;
    private AuditCounts counts = AuditCounts.NONE;
    private long opened;

    /// Who is there besides the sessions with sockets.
    /// @param synthetic members who never sign in
    /// @param inProcess sessions without sockets
    /// @param passivePercent how many of a hundred of them do not have the guild open
    record Crowd(int synthetic, int inProcess, int passivePercent) {}

    /// What is said to them.
    enum Said {
        /// As everywhere.
        PLAIN,
        /// The same, by members who may mention everyone and do not: nothing else sets it apart from [#EVERYONE].
        MAY_MENTION,
        /// Each message mentions everyone.
        EVERYONE
    }

    /// @param scenario its name, as typed
    GuildVariation(RunContext run, String scenario, Crowd crowd, Said said) {
        this.run = run;
        this.scenario = scenario;
        this.crowd = crowd;
        this.said = said;
    }

    @Override
    public String scenario() {
        return scenario;
    }

    @Override
    public String simulation() {
        return "Guild15mSimulation";
    }

    @Override
    public boolean measuresFloor() {
        return false;
    }

    @Override
    public int senders(LoadPlan plan) {
        return Variation.NONE.senders(plan);
    }

    @Override
    public int textLength() {
        return Variation.NONE.textLength();
    }

    @Override
    public int slowReaders() {
        return 0;
    }

    @Override
    public int synthetic() {
        return crowd.synthetic();
    }

    @Override
    public boolean toEveryone() {
        return said == Said.EVERYONE;
    }

    @Override
    public void ready(TestBed bed, Swarms swarms, int firstIdle) {
        admin = new AdminApi(bed.server(), bed.adminToken());
        guild = bed.guild();
        if (said != Said.PLAIN) letMention(bed);
        int wanted = crowd.inProcess();
        if (wanted == 0) return;
        run.screen()
                .live(() -> List.of(
                        String.format(Locale.ROOT, "     start     %,d sessions without sockets begin …", wanted)));
        opened = admin.openInProcess(guild, wanted, crowd.passivePercent());
        if (opened < wanted)
            throw new EnvironmentException("%,d of %,d sessions without sockets began".formatted(opened, wanted));
    }

    private static void letMention(TestBed bed) {
        try (UserApi api = new UserApi(bed.server())) {
            var _ = api.insist(
                    "PUT",
                    "/channels/" + bed.channel() + "/permissions/" + bed.guild(),
                    "{\"type\":0,\"allow\":\"" + MENTION_EVERYONE + "\"}",
                    bed.ownerToken());
        }
    }

    @Override
    public void begin(long anchorNanos, Window window) {
        judged = window;
        if (opened > 0) admin().judgeInProcess(guild(), window.fromNs(), window.toNs());
    }

    @Override
    public void end() {}

    /// Waits until they have everything that was acknowledged, at most a minute.
    @Override
    public void drained() {
        if (opened == 0) return;
        long until = System.nanoTime() + PATIENCE_NANOS;
        JsonNode json = admin().inProcessReport(guild());
        GroupedJudge judge = judge();
        while (InProcessReport.of(json).complete(opened - undue()) < judge.acknowledged()
                && System.nanoTime() < until) {
            run.inbox().awaitInstant(System.nanoTime() + LOOK_AGAIN_NANOS);
            json = admin().inProcessReport(guild());
        }
        InProcessReport read = InProcessReport.of(json);
        report = read;
        counts = judge.judge(read.groups(), undue());
        keep(json, read);
    }

    private GroupedJudge judge() {
        RunFolder folder = run.folder();
        Path sent = folder.csv("sent", "gatling-0");
        try {
            return new GroupedJudge(SentLog.read(Files.exists(sent) ? List.of(sent) : List.of(), List.of()));
        } catch (IOException e) {
            throw new EnvironmentException("cannot read " + sent + ": " + e.getMessage(), e);
        }
    }

    private void keep(JsonNode json, InProcessReport read) {
        Path folder = run.folder().path();
        try {
            Files.writeString(folder.resolve("in-process.json"), json.toPrettyString() + "\n");
            log(folder.resolve(METRIC + ".server.hlog"), read);
            long due = arrivals().size() * (read.sessions() - undue());
            new Arrivals(ArrivalCurve.of(due, read.delays()), List.of())
                    .write(run.folder().arrivalsInProcess());
        } catch (IOException e) {
            throw new EnvironmentException("cannot write into " + folder + ": " + e.getMessage(), e);
        }
    }

    private void log(Path file, InProcessReport read) throws FileNotFoundException {
        Window window = Objects.requireNonNull(judged, "told before there is load");
        HistogramLogWriter log = new HistogramLogWriter(file.toFile());
        log.outputLogFormatVersion();
        log.outputLegend();
        read.delays().setTag(METRIC);
        read.delays().setStartTimeStamp(0);
        read.delays().setEndTimeStamp(TimeUnit.NANOSECONDS.toMillis(window.toNs() - window.fromNs()));
        log.outputIntervalHistogram(read.delays());
        log.close();
    }

    /// As the server divides them.
    private long passive() {
        return opened * crowd.passivePercent() / 100;
    }

    /// Those to whom nothing is due.
    private long undue() {
        return toEveryone() ? 0 : passive();
    }

    private AdminApi admin() {
        return Objects.requireNonNull(admin, "made before there is load");
    }

    private String guild() {
        return Objects.requireNonNull(guild, "made before there is load");
    }

    @Override
    public @Nullable InProcess inProcess() {
        return opened == 0
                ? null
                : new InProcess(
                        opened,
                        passive(),
                        new Audit(
                                counts.expected(),
                                counts.delivered(),
                                counts.lost(),
                                counts.duplicated(),
                                counts.reordered(),
                                counts.corrupted(),
                                0,
                                0,
                                counts.leaked(),
                                0));
    }

    @Override
    public Audit audit() {
        return Audit.NONE;
    }

    @Override
    public Map<String, @Nullable Object> experiment() {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("in_process_abandoned", report == null ? null : report.abandoned());
        facts.put("in_process_state_bytes", report == null ? null : report.stateBytes());
        return facts;
    }

    /// Null: the round did not come so far.
    @Nullable
    InProcessReport report() {
        return report;
    }

    /// Of the judged messages, when the first and the last session without a socket had them.
    List<InProcessReport.Arrival> arrivals() {
        return report == null || judged == null ? List.of() : report.in(judged);
    }

    /// Of the judged messages, what the server noted of each.
    List<ServerSend> sends() {
        Window window = judged;
        if (window == null) return List.of();
        try {
            return ServerSend.read(run.folder()).stream()
                    .filter(send -> window.contains(send.receivedNs()))
                    .toList();
        } catch (IOException e) {
            throw new EnvironmentException("cannot read what the server noted of sends: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (admin != null) admin.close();
    }
}

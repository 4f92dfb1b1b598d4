package io.guildstorm.reports.outcome;

import io.guildstorm.reports.record.Guild;
import io.guildstorm.reports.record.Latency;
import io.guildstorm.reports.record.Load;
import io.guildstorm.reports.record.Quantiles;
import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.RunFile;
import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.Sessions;
import io.guildstorm.reports.record.Verdict;
import io.guildstorm.reports.series.Hlogs;
import io.guildstorm.reports.series.LatencyQuantiles;
import io.guildstorm.reports.series.MessageTimes;
import io.guildstorm.reports.series.Sends;
import io.guildstorm.reports.series.SessionRow;
import io.guildstorm.reports.target.Headlines;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// The record of a run that was killed outright, from what its folder still holds: invalid, marked `partial`, with
/// everything unknown that no file tells.
public final class RebuiltRecord {
    private static final long BOOTSTRAP_SEED = 1;

    private final RunFolder folder;

    private RebuiltRecord(RunFolder folder) {
        this.folder = folder;
    }

    /// The record in the folder, or a rebuilt one where there is none.
    /// @throws IOException when the folder holds nothing of a run
    public static RunRecord readOrRebuild(RunFolder folder) throws IOException {
        if (Files.exists(folder.runJson())) return RunFile.read(folder.runJson());
        return of(folder);
    }

    /// @throws IOException when the folder holds nothing of a run
    static RunRecord of(RunFolder folder) throws IOException {
        return new RebuiltRecord(folder).rebuilt();
    }

    private RunRecord rebuilt() throws IOException {
        Sends sent = Sends.read(folder, null);
        List<SessionRow> sessions = SessionRow.read(folder);
        Latency latency = latency(sent, sessions);
        if (sent.rows().isEmpty() && sessions.isEmpty() && latency.equals(Latency.NONE)) {
            throw new IOException(folder.path() + " holds no run: neither run.json nor logs or tables of one");
        }
        String text = "the run was killed before it could write run.json; this is what its other files hold";
        RunRecord record = RunRecord.of(scenario())
                .load(load(sent))
                .sessions(sessions(sessions))
                .guild(sessions.isEmpty() ? null : new Guild(null, (long) sessions.size(), null))
                .latency(latency)
                .verdict(Verdict.INVALID)
                .reasons(List.of(new Reason(Reason.Code.PARTIAL, null, text, null)))
                .build();
        return record.draft().headline(Headlines.of(record)).build();
    }

    /// The folder's name without its time.
    private String scenario() {
        String name = Objects.requireNonNullElse(
                        folder.path().toAbsolutePath().normalize().getFileName(), "run")
                .toString();
        return name.replaceFirst("-\\d{8}-\\d{6}(-\\d+)?$", "");
    }

    private static @Nullable Load load(Sends sent) {
        if (sent.rows().isEmpty()) return null;
        return new Load.Draft()
                .started(sent.started())
                .acknowledged(sent.acknowledged())
                .failed(sent.failed())
                .generatorLag(sent.generatorLag())
                .build();
    }

    private static @Nullable Sessions sessions(List<SessionRow> rows) {
        if (rows.isEmpty()) return null;
        Map<String, Long> closed = new HashMap<>();
        for (SessionRow row : rows) if (row.closeCode() != null) closed.merge("" + row.closeCode(), 1L, Long::sum);
        return new Sessions(rows.size(), 0, 0, closed);
    }

    private Latency latency(Sends sent, List<SessionRow> sessions) throws IOException {
        MessageTimes times = MessageTimes.read(folder, null);
        return new Latency(
                quantiles("delivery", times.messages() == 0 ? null : times.messages()),
                quantiles("delivery_in_process", null),
                quantiles("delivery_storm", null),
                quantiles("update", null),
                quantiles("delete", null),
                quantiles("history", null),
                sent.sendAck(),
                times.firstRecipient(),
                times.lastRecipient(),
                times.spread(),
                times.stages(),
                SessionRow.fairness(sessions),
                null,
                null,
                null);
    }

    private @Nullable Quantiles quantiles(String metric, @Nullable Long messages) throws IOException {
        List<Histogram> intervals = Hlogs.intervals(folder.hlogs(metric));
        return intervals.isEmpty() ? null : LatencyQuantiles.of(intervals, messages, BOOTSTRAP_SEED);
    }
}

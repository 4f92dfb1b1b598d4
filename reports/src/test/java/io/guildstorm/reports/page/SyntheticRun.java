package io.guildstorm.reports.page;

import io.guildstorm.reports.record.RunFile;
import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.series.Arrivals;
import io.guildstorm.reports.series.HlogFiles;
import io.guildstorm.reports.series.Hlogs;
import io.guildstorm.reports.series.SecondRow;
import io.guildstorm.reports.series.Series;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/// The folder of a run that never was: hot-channel, 2,000 sessions, 600 messages, made from a seed. Times are those
/// of a server that writes once a message and then to each session in turn.
final class SyntheticRun {
    static final int SESSIONS = 2_000;
    static final int MESSAGES = 600;
    static final int SECONDS = 30;
    static final int STALLED_SECOND = 17;
    private static final int LOOPS = 2;
    private static final int SAMPLES = 40;

    private final Random random;
    private final boolean stall;
    private final double[][] delays = new double[MESSAGES][SESSIONS];

    private SyntheticRun(long seed, boolean stall) {
        this.random = new Random(seed);
        this.stall = stall;
    }

    /// A run that met its targets.
    static RunFolder passing(Path folder) throws IOException {
        return new SyntheticRun(42, false).write(folder);
    }

    /// A run in which a pause of 180 ms cost the target.
    static RunFolder stalling(Path folder) throws IOException {
        return new SyntheticRun(42, true).write(folder);
    }

    private RunFolder write(Path path) throws IOException {
        RunFolder folder = RunFolder.at(path);
        for (int message = 0; message < MESSAGES; message++) delays[message] = message(message);
        hlog(folder);
        histogram(folder);
        samples(folder);
        Arrivals.join(folder, new Arrivals.Due(0, SESSIONS)).write(folder.arrivals());
        heat(folder);
        sessions(folder);
        series(folder);
        Files.writeString(folder.log("server"), "ready http://127.0.0.1:40123\n");
        RunRecord record = new SyntheticRecord(stall).of(folder);
        RunFile.write(folder.runJson(), record);
        return folder;
    }

    private static int secondOf(int message) {
        return message * SECONDS / MESSAGES;
    }

    /// Milliseconds until each session has it.
    private double[] message(int message) {
        boolean burst = message % 100 < 10;
        double first = 0.7 + Math.exp(random.nextGaussian() * 0.35) * 0.55 + (burst ? 0.4 * (message % 100) : 0);
        if (stall && secondOf(message) == STALLED_SECOND) first += 180.0 * (20 - message % 20) / 20;
        double each = (1.1 + random.nextDouble() * 0.9) / 1_000;
        double[] delays = new double[SESSIONS];
        for (int session = 0; session < SESSIONS; session++) {
            int turn = (session / LOOPS + (int) Math.round(first * 97)) % (SESSIONS / LOOPS);
            delays[session] = first
                    + each * turn * LOOPS
                    + Math.exp(random.nextGaussian() * 0.8) * 0.12
                    + (session % 400 == 7 ? 1.5 : 0);
        }
        return delays;
    }

    private void hlog(RunFolder folder) throws IOException {
        List<Histogram> intervals = new ArrayList<>();
        for (int second = 0; second < SECONDS; second++) {
            Histogram histogram = Hlogs.empty();
            for (int message = 0; message < MESSAGES; message++) {
                if (secondOf(message) != second) continue;
                for (double ms : delays[message]) histogram.recordValue((long) (ms * 1e6));
            }
            intervals.add(histogram);
        }
        HlogFiles.write(folder.hlog("delivery", "swarm-0"), intervals);
    }

    private static double upper(double ms) {
        return Math.round(Math.pow(1.05, Math.ceil(Math.log(ms) / Math.log(1.05))) * 1_000) / 1_000.0;
    }

    private void histogram(RunFolder folder) throws IOException {
        SortedMap<Double, Long> counts = new TreeMap<>();
        for (double[] message : delays) for (double ms : message) counts.merge(upper(ms), 1L, Long::sum);
        List<String> lines = new ArrayList<>(List.of("upper_ms,count"));
        counts.forEach((upper, count) -> lines.add(upper + "," + count));
        lines(folder.csv("arrival_histogram", "swarm-0"), lines);
    }

    private void samples(RunFolder folder) throws IOException {
        List<String> lines = new ArrayList<>(List.of("number,delay_ms,count_so_far"));
        for (int message = 0; message < MESSAGES; message += MESSAGES / SAMPLES) {
            double[] sorted = delays[message].clone();
            Arrays.sort(sorted);
            for (int i = 0; i < SESSIONS; i++) lines.add(message + "," + sorted[i] + "," + (i + 1));
        }
        lines(folder.csv("arrival_samples", "swarm-0"), lines);
    }

    private void heat(RunFolder folder) throws IOException {
        List<String> lines = new ArrayList<>(List.of("second,bucket_upper_ms,count"));
        for (int second = 0; second < SECONDS; second++) {
            SortedMap<Double, Long> counts = new TreeMap<>();
            for (int message = 0; message < MESSAGES; message++) {
                if (secondOf(message) != second) continue;
                for (double ms : delays[message]) counts.merge(upper(ms), 1L, Long::sum);
            }
            for (var bucket : counts.entrySet()) lines.add(second + "," + bucket.getKey() + "," + bucket.getValue());
        }
        lines(folder.csv("heat", "swarm-0"), lines);
    }

    private void sessions(RunFolder folder) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "session,ready_ns,left_ns,close_code,received,p99_ms,lost,duplicated,reordered,corrupted,loop"));
        for (int session = 0; session < SESSIONS; session++) {
            double[] own = new double[MESSAGES];
            for (int message = 0; message < MESSAGES; message++) own[message] = delays[message][session];
            Arrays.sort(own);
            lines.add("%d,1000,2000,1000,%d,%s,0,0,0,0,%d"
                    .formatted(session, MESSAGES, round(own[(int) (MESSAGES * 0.99) - 1]), session % LOOPS));
        }
        lines(folder.csv("sessions", "swarm-0"), lines);
    }

    private static double round(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }

    private void series(RunFolder folder) throws IOException {
        List<SecondRow> rows = new ArrayList<>();
        for (int second = 0; second < SECONDS; second++) {
            int now = second;
            double[] all = IntStream.range(0, MESSAGES)
                    .filter(message -> secondOf(message) == now)
                    .mapToObj(message -> delays[message])
                    .flatMapToDouble(Arrays::stream)
                    .sorted()
                    .toArray();
            long sends = all.length / SESSIONS;
            boolean stalled = stall && second == STALLED_SECOND;
            Map<String, Double> cpu = new LinkedHashMap<>();
            cpu.put("server", round(0.2 + random.nextDouble() * 0.05));
            cpu.put("swarm-0", round(0.17 + random.nextDouble() * 0.04));
            cpu.put("gatling-0", round(0.07 + random.nextDouble() * 0.02));
            rows.add(new SecondRow(
                    second,
                    sends,
                    sends,
                    sends,
                    (long) all.length,
                    round(all[all.length / 2]),
                    round(all[(int) (all.length * 0.99)]),
                    round(all[all.length - 1]),
                    cpu,
                    stalled ? 180.0 : second % 6 == 2 ? 2.4 : 0.0,
                    round(0.1 + random.nextDouble() * 0.5),
                    0.0,
                    Map.of()));
        }
        new Series(rows).write(folder.series());
    }

    private static void lines(Path file, List<String> lines) throws IOException {
        Files.writeString(file, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
    }
}

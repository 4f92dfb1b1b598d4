package io.guildstorm.reports.record;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What several runs in a row came to: `suite.json`, schema `guildstorm.suite/1`. Each has a folder of its own beside
/// it, with everything.
/// @param verdict the worst of them: fail over invalid over pass
/// @param runs in the order in which they were run; those that did not begin are missing
public record SuiteRecord(
        String schema, String command, @Nullable Instant started, String headline, Verdict verdict, List<Entry> runs) {
    public static final String SCHEMA = "guildstorm.suite/1";

    public SuiteRecord {
        runs = List.copyOf(runs);
    }

    /// One of them.
    /// @param dir its folder, beside `suite.json`
    /// @param headline null: it ended before there was a result
    public record Entry(
            String scenario,
            String dir,
            Verdict verdict,
            @Nullable String headline) {}

    /// A run and where it lies.
    public record Played(RunRecord record, Path folder) {}

    /// @param planned how many there were to be
    public static SuiteRecord of(String command, List<Played> played, int planned) {
        List<Entry> entries = played.stream().map(each -> entry(each)).toList();
        Verdict worst = Verdict.PASS;
        for (Entry entry : entries) if (rank(entry.verdict()) > rank(worst)) worst = entry.verdict();
        Instant started = played.isEmpty() ? null : played.getFirst().record().started();
        return new SuiteRecord(SCHEMA, command, started, headline(entries, planned), worst, entries);
    }

    private static Entry entry(Played played) {
        RunRecord record = played.record();
        Verdict verdict = record.verdict() == null ? Verdict.INVALID : record.verdict();
        return new Entry(record.scenario(), String.valueOf(played.folder().getFileName()), verdict, record.headline());
    }

    private static int rank(Verdict verdict) {
        return switch (verdict) {
            case PASS -> 0;
            case INVALID -> 1;
            case FAIL -> 2;
        };
    }

    private static String headline(List<Entry> entries, int planned) {
        long held = entries.stream()
                .filter(entry -> entry.verdict() == Verdict.PASS)
                .count();
        List<String> broke = entries.stream()
                .filter(entry -> entry.verdict() == Verdict.FAIL)
                .map(Entry::scenario)
                .toList();
        List<String> unjudged = entries.stream()
                .filter(entry -> entry.verdict() == Verdict.INVALID)
                .map(Entry::scenario)
                .toList();
        return "%d of %d storms held.%s%s"
                .formatted(
                        held,
                        planned,
                        broke.isEmpty() ? "" : " Did not: " + String.join(", ", broke) + ".",
                        unjudged.isEmpty() ? "" : " Could not be judged: " + String.join(", ", unjudged) + ".");
    }
}

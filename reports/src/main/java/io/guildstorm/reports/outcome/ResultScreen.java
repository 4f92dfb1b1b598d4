package io.guildstorm.reports.outcome;

import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.target.ExitStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The end of `guildstorm run` on a terminal: a block a run, the headlines, where the report is, what to do next. One
/// screen: at most 24 lines of 80 columns.
public final class ResultScreen {
    private static final int HEIGHT = 24;
    private static final int NEXT = 2;

    private ResultScreen() {}

    /// What stands below the blocks.
    /// @param report as the user may type it
    /// @param opened whether it was opened in a browser
    /// @param next   commands worth a look, two at most are shown
    public record Footer(Path report, boolean opened, List<String> next, Duration took, ExitStatus exit) {}

    /// The lines of the screen. What does not fit is left out of the blocks, from the end of the longest.
    public static List<String> of(List<RunRecord> runs, Footer footer, Ink ink) {
        List<String> below = below(runs, footer);
        List<List<String>> blocks = new ArrayList<>();
        for (RunRecord run : runs) blocks.add(new ArrayList<>(ResultBlock.of(run)));
        while (height(blocks) + below.size() > HEIGHT) {
            List<String> longest = blocks.getFirst();
            for (List<String> block : blocks) if (block.size() > longest.size()) longest = block;
            if (longest.size() <= 1) break;
            longest.removeLast();
        }
        List<String> screen = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            List<String> block = blocks.get(i);
            screen.add(ink.verdict(block.getFirst(), ResultBlock.verdict(runs.get(i))));
            screen.addAll(block.subList(1, block.size()));
        }
        screen.addAll(below);
        return screen;
    }

    /// The lines of one run, as on the terminal.
    public static List<String> block(RunRecord run) {
        return ResultBlock.of(run);
    }

    private static int height(List<List<String>> blocks) {
        return blocks.stream().mapToInt(List::size).sum();
    }

    private static List<String> below(List<RunRecord> runs, Footer footer) {
        Lines lines = new Lines();
        lines.blank();
        for (RunRecord run : runs) if (run.headline() != null) lines.add(" ", run.headline(), 1);
        lines.blank();
        lines.add(" report  ", footer.report() + (footer.opened() ? "" : "   (--open shows it)"), 9);
        for (int i = 0; i < Math.min(NEXT, footer.next().size()); i++) {
            lines.add(i == 0 ? " next    " : "         ", footer.next().get(i), 9);
        }
        lines.add(" ", took(footer.took()) + " · exit " + footer.exit().code(), 1);
        return lines.all();
    }

    private static String took(Duration took) {
        long minutes = took.toMinutes();
        return minutes == 0 ? took.toSeconds() + " s" : minutes + " min " + took.toSecondsPart() + " s";
    }
}

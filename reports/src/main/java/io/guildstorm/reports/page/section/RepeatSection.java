package io.guildstorm.reports.page.section;

import io.guildstorm.reports.chart.theme.Units;
import io.guildstorm.reports.page.html.FactTable;
import io.guildstorm.reports.page.html.Html;
import io.guildstorm.reports.page.html.Say;
import io.guildstorm.reports.record.Load;
import io.guildstorm.reports.record.Machine;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How to run it again: command, seed, every switch, the machine, the files.
final class RepeatSection implements Section {
    @Override
    public String id() {
        return "repeat";
    }

    @Override
    public String title() {
        return "Repeat it";
    }

    @Override
    public Html body(RunData run) {
        RunRecord record = run.record();
        Html command = record.command() == null
                ? ChartFigure.missing("The command was not kept.")
                : Html.of(
                        "<pre id=\"command\"><code>{}{}</code></pre>",
                        record.command().startsWith("guildstorm ") ? "./" : "",
                        record.command());
        return Html.of("{}{}{}{}{}", command, how(record), settings(record), machine(record.machine()), files(run));
    }

    private static Html how(RunRecord record) {
        Tool tool = record.tool();
        Tool.Git git = tool == null ? null : tool.git();
        return new FactTable("The run")
                .row("seed", "seed", Say.text(record.seed()))
                .row("started", "started", Say.text(record.started()))
                .row("warmup_s", "warm-up", Say.seconds(record.warmupS()))
                .row("duration_s", "judged window", Say.seconds(record.durationS()))
                .row("load.rate_per_s", "messages a second, bursts included", rate(record.load()))
                .row("load.burst", "bursts", burst(record.load()))
                .row("tool.version", "version", Say.text(tool == null ? null : tool.version()))
                .row(
                        "tool.git.commit",
                        "commit",
                        Say.text(git == null ? null : git.commit() + (git.dirty() ? ", changed" : "")))
                .html();
    }

    private static Html rate(@Nullable Load load) {
        return load == null || load.ratePerS() == null ? Say.unknown() : Html.text(Units.digits(load.ratePerS(), 6));
    }

    /// `10/5s`: ten at one instant every five seconds.
    private static Html burst(@Nullable Load load) {
        String burst = load == null ? null : load.burst();
        if (burst == null || !burst.contains("/")) return Say.text(burst);
        return Html.of(
                "{} at one instant every {}, the others evenly",
                burst.substring(0, burst.indexOf('/')),
                burst.substring(burst.indexOf('/') + 1));
    }

    private static Html settings(RunRecord record) {
        if (record.settings().isEmpty()) return Html.NONE;
        Set<String> changed = changed(record.command());
        FactTable table = new FactTable("Every switch; those that the command changed are bold", "switch", "value");
        record.settings().forEach((name, value) -> {
            Html shown = Say.text(value);
            Html label = Html.text(name);
            table.row(
                    "settings." + name,
                    changed.contains(name) ? Html.of("<strong>{}</strong>", label) : label,
                    changed.contains(name) ? Html.of("<strong>{}</strong>", shown) : shown);
        });
        return ChartFigure.folded(
                record.settings().size() + " switches"
                        + (changed.isEmpty() ? ", none changed" : ", " + changed.size() + " changed"),
                table.html());
    }

    /// What the command sets by `--set name=value`.
    static Set<String> changed(@Nullable String command) {
        Set<String> changed = new HashSet<>();
        if (command == null) return changed;
        String[] words = command.split("\\s+", -1);
        for (int i = 0; i < words.length; i++) {
            String setting = words[i].startsWith("--set=")
                    ? words[i].substring("--set=".length())
                    : words[i].equals("--set") && i + 1 < words.length ? words[i + 1] : "";
            if (setting.contains("=")) changed.add(setting.substring(0, setting.indexOf('=')));
        }
        return changed;
    }

    private static Html machine(@Nullable Machine machine) {
        if (machine == null) return Html.NONE;
        FactTable table = new FactTable("The machine")
                .row("machine.cpu_model", "processor", Say.text(machine.cpuModel()))
                .row("machine.cores", "cores", Say.count(machine.cores()))
                .row("machine.memory_bytes", "memory", Say.bytes(machine.memoryBytes()))
                .row("machine.kernel", "kernel", Say.text(machine.kernel()))
                .row("machine.jdk", "JDK", Say.text(machine.jdk()))
                .row("machine.transport", "sockets by", Say.text(machine.transport()))
                .row("machine.network", "network", Say.text(machine.network()))
                .row("machine.nofile", "open files a process", Say.count(machine.nofile()))
                .row("machine.send_syscall_us", "one send call alone", Say.micros(machine.sendSyscallUs()));
        machine.nice()
                .forEach((process, nice) ->
                        table.row("machine.nice." + process, "nice of " + process, Html.text(Integer.toString(nice))));
        for (Map.Entry<String, List<String>> flags : machine.jvmFlags().entrySet()) {
            table.row(
                    "machine.jvm_flags." + flags.getKey(),
                    "JVM flags of " + flags.getKey(),
                    Html.of("<code>{}</code>", String.join(" ", flags.getValue())));
        }
        return table.html();
    }

    private static Html files(RunData run) {
        FactTable table = new FactTable("Files beside this page", "file", "size");
        List<Path> files = listed(run.folder().path());
        for (Path file : files) {
            Path relative = run.folder().path().relativize(file);
            String name = relative.toString();
            table.row(null, Html.of("<a href=\"{}\">{}</a>", href(relative), name), size(file));
        }
        return files.isEmpty() ? Html.NONE : ChartFigure.folded(files.size() + " files", table.html());
    }

    private static List<Path> listed(Path folder) {
        List<Path> files = new ArrayList<>();
        for (Path each : List.of(folder, folder.resolve("charts"), folder.resolve("logs"))) {
            if (!Files.isDirectory(each)) continue;
            try (Stream<Path> found = Files.list(each)) {
                found.filter(Files::isRegularFile)
                        .filter(RepeatSection::besides)
                        .sorted()
                        .forEach(files::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    /// Not the page itself, which is being written.
    private static boolean besides(Path file) {
        return !file.getFileName().toString().startsWith("report.html");
    }

    /// A relative address: whatever a file is called, it cannot become another scheme.
    private static String href(Path relative) {
        try {
            return "./"
                    + new URI(null, null, "/" + relative.toString().replace('\\', '/'), null)
                            .getRawPath()
                            .substring(1);
        } catch (URISyntaxException e) {
            return "./";
        }
    }

    private static Html size(Path file) {
        try {
            return Say.bytes(Files.size(file));
        } catch (IOException gone) {
            return Say.unknown();
        }
    }
}

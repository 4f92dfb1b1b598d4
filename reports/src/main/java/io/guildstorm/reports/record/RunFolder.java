package io.guildstorm.reports.record;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

/// The folder that a run leaves behind, and the names of all files in it.
/// A *process* is `server`, `gatling-0`, `swarm-0`, …; a *metric* is the tag of an interval log, `delivery`.
public record RunFolder(Path path) {
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    /// Makes `<runs>/<scenario>-<yyyyMMdd-HHmmss>`, with `-2`, `-3`, … when another run began in the same second, and
    /// lets `<runs>/latest` point at it.
    /// @param runs made when missing
    public static RunFolder create(Path runs, String scenario, LocalDateTime started) throws IOException {
        RunFolder folder = createAside(runs, scenario, started);
        linkLatest(runs, folder.path());
        return folder;
    }

    /// The same, but `latest` goes on pointing at the newest run of a scenario: this is another kind of run.
    /// @param kind of run: `bench`
    public static RunFolder createAside(Path runs, String kind, LocalDateTime started) throws IOException {
        Files.createDirectories(runs);
        String name = kind + "-" + SECOND.format(started);
        for (int copy = 1; ; copy++) {
            Path path = runs.resolve(copy == 1 ? name : name + "-" + copy);
            try {
                return new RunFolder(Files.createDirectory(path)).withSubfolders();
            } catch (FileAlreadyExistsException taken) {
                if (!Files.exists(path)) throw taken;
            }
        }
    }

    /// The folder that `--out` names; made when missing.
    /// @throws FolderNotEmptyException when there is something in it
    public static RunFolder at(Path out) throws IOException {
        if (Files.exists(out) && !Files.isDirectory(out)) throw new FolderNotEmptyException(out, "is a file");
        Files.createDirectories(out);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(out)) {
            if (entries.iterator().hasNext()) throw new FolderNotEmptyException(out, "is not empty");
        }
        return new RunFolder(out).withSubfolders();
    }

    private RunFolder withSubfolders() throws IOException {
        for (Path folder : List.of(charts(), logs(), work())) Files.createDirectories(folder);
        return this;
    }

    /// Makes `<runs>/suite-<yyyyMMdd-HHmmss>` for the folders of several runs, and lets `<runs>/latest` point at it.
    public static RunFolder createSuite(Path runs, LocalDateTime started) throws IOException {
        Files.createDirectories(runs);
        String name = "suite-" + SECOND.format(started);
        for (int copy = 1; ; copy++) {
            Path path = runs.resolve(copy == 1 ? name : name + "-" + copy);
            try {
                RunFolder folder = new RunFolder(Files.createDirectory(path));
                linkLatest(runs, path);
                return folder;
            } catch (FileAlreadyExistsException taken) {
                if (!Files.exists(path)) throw taken;
            }
        }
    }

    /// By rename, so that a reader always finds a whole link. A file system without links goes without.
    private static void linkLatest(Path runs, Path newest) throws IOException {
        Path link = runs.resolve("latest");
        Path made = runs.resolve(".latest-" + newest.getFileName());
        try {
            Files.createSymbolicLink(made, newest.getFileName());
            Files.move(made, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (UnsupportedOperationException | FileSystemException unsupported) {
            Files.deleteIfExists(made);
        }
    }

    public Path runJson() {
        return path.resolve("run.json");
    }

    public Path report() {
        return path.resolve("report.html");
    }

    /// Of several runs in a row, whose folders lie in this one.
    public Path suiteJson() {
        return path.resolve("suite.json");
    }

    /// What JMH wrote, in a run of benchmarks.
    public Path jmhJson() {
        return path.resolve("jmh.json");
    }

    public Path summary() {
        return path.resolve("summary.md");
    }

    public Path junit() {
        return path.resolve("junit.xml");
    }

    public Path series() {
        return path.resolve("series.csv");
    }

    public Path arrivalsInProcess() {
        return path.resolve("arrivals_in_process.csv");
    }

    public Path arrivals() {
        return path.resolve("arrivals.csv");
    }

    public Path charts() {
        return path.resolve("charts");
    }

    /// A chart by its name, `arrival.svg`.
    public Path chart(String file) {
        return charts().resolve(file);
    }

    public Path card() {
        return chart("card.png");
    }

    public Path logs() {
        return path.resolve("logs");
    }

    public Path log(String process) {
        return logs().resolve(process + ".log");
    }

    public Path gatling() {
        return path.resolve("gatling");
    }

    /// What processes tell each other while the run lasts: tokens, configuration.
    public Path work() {
        return path.resolve("work");
    }

    public Path hlog(String metric, String process) {
        return path.resolve(metric + "." + process + ".hlog");
    }

    /// The interval logs of a metric, one a process, in the order of their names.
    public List<Path> hlogs(String metric) throws IOException {
        return of(metric, "hlog");
    }

    /// `<kind>.<process>.csv`. Kinds: `sent`, `changes`, `arrivals`, `arrival_histogram`, `arrival_samples`,
    /// `sessions`, `series`, `heat`.
    public Path csv(String kind, String process) {
        return path.resolve(kind + "." + process + ".csv");
    }

    /// The tables of a kind, one a process, in the order of their names.
    public List<Path> csvs(String kind) throws IOException {
        return of(kind, "csv");
    }

    private List<Path> of(String kind, String extension) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> {
                        String[] parts = file.getFileName().toString().split("\\.", -1);
                        return parts.length == 3 && parts[0].equals(kind) && parts[2].equals(extension);
                    })
                    .sorted()
                    .toList();
        }
    }
}

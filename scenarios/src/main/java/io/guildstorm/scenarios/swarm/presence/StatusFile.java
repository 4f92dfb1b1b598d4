package io.guildstorm.scenarios.swarm.presence;

import io.guildstorm.scenarios.check.StatusJournal;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// `statuses.<process>.csv` being written.
///
/// **Owner:** the event loop.
final class StatusFile implements AutoCloseable {
    private final Path path;
    private final BufferedWriter out;
    private long rows;

    StatusFile(Path folder, String process) throws IOException {
        path = folder.resolve("statuses." + process + ".csv");
        out = Files.newBufferedWriter(path);
        out.write(StatusJournal.HEADER + "\n");
    }

    void add(StatusJournal.Row row) {
        try {
            out.write(row.line() + "\n");
            rows++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return path;
    }

    long rows() {
        return rows;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}

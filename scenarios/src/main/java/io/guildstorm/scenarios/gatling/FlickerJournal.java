package io.guildstorm.scenarios.gatling;

import io.guildstorm.scenarios.check.StatusJournal;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// What users made of their statuses, as CSV, a row as soon as it is done: one half of the comparison with what others
/// were told.
///
/// Any thread; rows are written whole.
final class FlickerJournal implements AutoCloseable {
    private final BufferedWriter file;
    private final LongAdder changes = new LongAdder();
    private final AtomicLong lagMaxNanos = new AtomicLong();

    FlickerJournal(Path folder, String process) throws IOException {
        file = Files.newBufferedWriter(folder.resolve("statuses." + process + ".csv"));
        write(StatusJournal.HEADER);
    }

    void add(StatusJournal.Row row) {
        write(row.line());
        if (row.how() != StatusJournal.How.CHANGED) return;
        changes.increment();
        lagMaxNanos.accumulateAndGet(row.startedNanos() - row.intendedNanos(), Math::max);
    }

    long changes() {
        return changes.sum();
    }

    /// The greatest lateness since the last call.
    long lagMaxNanos() {
        return lagMaxNanos.getAndSet(0);
    }

    private void write(String row) {
        synchronized (file) {
            try {
                file.write(row + "\n");
                file.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (file) {
            file.close();
        }
    }
}

package io.guildstorm.scenarios.gatling;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What became of each send and change, as CSV, a row as soon as it is known: the audit's other half.
///
/// Any thread; rows are written whole, so that a reader of the growing file sees no torn one but the last.
final class SendJournal implements AutoCloseable {
    static final String SENT_HEADER = "number,intended_ns,started_ns,answered_ns,status,outcome,message_id,author_id";
    static final String CHANGES_HEADER = "number,kind,edit_number,started_ns,answered_ns,outcome";

    private final BufferedWriter sent;
    private final BufferedWriter changes;

    SendJournal(Path folder, String process) throws IOException {
        Files.createDirectories(folder);
        sent = Files.newBufferedWriter(folder.resolve("sent." + process + ".csv"));
        changes = Files.newBufferedWriter(folder.resolve("changes." + process + ".csv"));
        write(sent, SENT_HEADER);
        write(changes, CHANGES_HEADER);
    }

    /// What the sender was told.
    enum Outcome {
        /// 2xx: it exists.
        ACKNOWLEDGED,
        /// 4xx: certainly not created.
        REFUSED,
        /// Time-out, 5xx, a broken connection: it may exist.
        UNKNOWN;

        /// @param status 0: no answer came
        static Outcome of(int status) {
            return switch (status / 100) {
                case 2 -> ACKNOWLEDGED;
                case 4 -> REFUSED;
                default -> UNKNOWN;
            };
        }

        String word() {
            return switch (this) {
                case ACKNOWLEDGED -> "acknowledged";
                case REFUSED -> "refused";
                case UNKNOWN -> "unknown";
            };
        }
    }

    /// @param messageId empty unless acknowledged
    record Sent(
            long number,
            long intendedNanos,
            long startedNanos,
            long answeredNanos,
            int status,
            String messageId,
            long authorId) {}

    void sent(Sent row) {
        write(
                sent,
                row.number + "," + row.intendedNanos + "," + row.startedNanos + "," + row.answeredNanos + ","
                        + row.status + "," + Outcome.of(row.status).word() + "," + row.messageId + "," + row.authorId);
    }

    void edited(long number, int edit, long startedNanos, long answeredNanos, int status) {
        change(number, "edit," + edit, startedNanos, answeredNanos, status);
    }

    void deleted(long number, long startedNanos, long answeredNanos, int status) {
        change(number, "delete,", startedNanos, answeredNanos, status);
    }

    private void change(long number, String kind, long startedNanos, long answeredNanos, int status) {
        write(
                changes,
                number + "," + kind + "," + startedNanos + "," + answeredNanos + ","
                        + Outcome.of(status).word());
    }

    private static void write(BufferedWriter file, String row) {
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
        sent.close();
        changes.close();
    }
}

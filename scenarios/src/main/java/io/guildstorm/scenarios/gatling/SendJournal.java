package io.guildstorm.scenarios.gatling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
    static final String REFUSALS_HEADER = "number,author_id,answered_ns,code,retry_after_s,retry_after_header_s";
    static final String TYPING_HEADER = "user_id,started_ns,answered_ns,status";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final BufferedWriter sent;
    private final BufferedWriter changes;
    private final BufferedWriter flood;
    private final BufferedWriter refusals;
    private final BufferedWriter typing;

    SendJournal(Path folder, String process) throws IOException {
        Files.createDirectories(folder);
        sent = open(folder, "sent", process, SENT_HEADER);
        changes = open(folder, "changes", process, CHANGES_HEADER);
        flood = open(folder, "flood", process, SENT_HEADER);
        refusals = open(folder, "refusals", process, REFUSALS_HEADER);
        typing = open(folder, "typing", process, TYPING_HEADER);
    }

    private static BufferedWriter open(Path folder, String kind, String process, String header) throws IOException {
        BufferedWriter file = Files.newBufferedWriter(folder.resolve(kind + "." + process + ".csv"));
        write(file, header);
        return file;
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
        write(sent, words(row));
    }

    /// A send of one who floods: audited as any, and in no figure of the others.
    void flooded(Sent row) {
        write(flood, words(row));
    }

    private static String words(Sent row) {
        return row.number + "," + row.intendedNanos + "," + row.startedNanos + "," + row.answeredNanos + ","
                + row.status + "," + Outcome.of(row.status).word() + "," + row.messageId + "," + row.authorId;
    }

    /// A send, in one of the other tables, that was answered 429.
    /// @param retryAfter the header, empty if there was none
    /// @param answer the body, which tells the time in parts of a second and, of some limits, which it was
    void refused(Sent row, String retryAfter, String answer) {
        JsonNode body = parsed(answer);
        write(
                refusals,
                row.number + "," + row.authorId + "," + row.answeredNanos + ","
                        + body.path("code").asText("") + ","
                        + body.path("retry_after").asText("") + "," + retryAfter);
    }

    private static JsonNode parsed(String answer) {
        try {
            return JSON.readTree(answer);
        } catch (JsonProcessingException _) {
            return JSON.missingNode(); // what is no JSON tells no time
        }
    }

    /// Somebody typed.
    /// @param status 0: no answer came
    void typed(long user, long startedNanos, long answeredNanos, int status) {
        write(typing, user + "," + startedNanos + "," + answeredNanos + "," + status);
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
        flood.close();
        refusals.close();
        typing.close();
    }
}

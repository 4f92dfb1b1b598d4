package io.guildstorm.server.gateway.inprocess;

import io.guildstorm.server.fanout.EncodedEvent;
import io.guildstorm.server.gateway.frame.DispatchFrame;
import io.guildstorm.server.gateway.inprocess.Histories.Got;
import io.guildstorm.server.gateway.session.EventFilter;
import io.guildstorm.server.model.GuildEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// One event while sessions read its frames: what every byte has to come to.
///
/// The frame of each session is built as one for a socket is, then read from its first byte to its last through a
/// CRC-32C; what that has to be is combined from the front that was built and from the body *as it ought to be*,
/// composed from what the message says of itself. So a byte that is wrong in one frame is seen there. Events that are
/// no measured messages are compared with their own body.
///
/// **Owner:** the lane.
final class ReadEvent {
    private static final int HEADER_WITH_TWO_BYTES = 126;

    private final EncodedEvent event;
    private final EventFilter filter;
    private final DispatchFrame frame = new DispatchFrame();
    private final CRC32C crc = new CRC32C();
    private final int bodyLength;
    private final int bodyCrc;
    private final CrcShift shift;
    private final @Nullable Arriving arriving;
    private final Got intact;
    private final Got broken;
    private int historyBefore = -1;
    private int historyAfter;

    ReadEvent(EncodedEvent event) {
        this.event = event;
        filter = EventFilter.of(event);
        byte[] body = event.body().afterSequence();
        var text = textOf(event);
        arriving = text == null ? null : new Arriving(text);
        bodyLength = body.length;
        shift = new CrcShift(bodyLength);
        byte[] due = text == null ? body : composed(body, text);
        crc.update(due, 0, due.length);
        bodyCrc = (int) crc.getValue();
        long id = event.event() instanceof GuildEvent.MessageCreated said
                ? said.message().id().value()
                : 0;
        int number = text == null ? -1 : text.number();
        intact = new Got(number, id, true);
        broken = new Got(number, id, false);
    }

    private static @Nullable MeasuredText textOf(EncodedEvent event) {
        if (event.event() instanceof GuildEvent.MessageCreated said
                && MeasuredText.isOne(said.message().content())) {
            try {
                return MeasuredText.of(said.message().content());
            } catch (NumberFormatException _) {
                return null; // looks like one, and is somebody's words
            }
        }
        return null;
    }

    /// The body with the text that it ought to have in the place of the one that it has.
    private static byte[] composed(byte[] body, MeasuredText text) {
        byte[] key = "\"content\":\"".getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at + key.length + text.length() <= body.length; at++) {
            if (Arrays.equals(body, at, at + key.length, key, 0, key.length)) {
                byte[] due = body.clone();
                System.arraycopy(text.composed(), 0, due, at + key.length, text.length());
                return due;
            }
        }
        return body;
    }

    EncodedEvent event() {
        return event;
    }

    EventFilter filter() {
        return filter;
    }

    /// Null: it is no measured message.
    @Nullable
    Arriving arriving() {
        return arriving;
    }

    /// Reads the frame that carries `s`.
    /// @return whether each of its bytes is as it ought to be
    boolean read(int s) {
        frame.load(event.body().prefix(), event.body().afterSequence());
        int from = frame.begin(s);
        int to = frame.end();
        byte[] bytes = frame.bytes();
        int bodyAt = to - bodyLength;
        crc.reset();
        crc.update(bytes, from, bodyAt - from);
        int front = (int) crc.getValue();
        crc.update(bytes, bodyAt, bodyLength); // every byte, for every session
        return (int) crc.getValue() == (shift.of(front) ^ bodyCrc)
                && isLength(bytes, from, to)
                && isNumber(bytes, bodyAt, s);
    }

    private static boolean isLength(byte[] bytes, int from, int to) {
        int seven = bytes[from + 1] & 0x7F;
        return seven < HEADER_WITH_TWO_BYTES
                ? to - from - 2 == seven
                : seven > HEADER_WITH_TWO_BYTES
                        || to - from - 4 == (((bytes[from + 2] & 0xFF) << 8) | (bytes[from + 3] & 0xFF));
    }

    /// Whether the digits before `end` say `s`.
    private static boolean isNumber(byte[] bytes, int end, int s) {
        int at = end;
        int rest = s;
        do {
            if (bytes[--at] != '0' + rest % 10) {
                return false;
            }
            rest /= 10;
        } while (rest > 0);
        return bytes[at - 1] == ':';
    }

    /// The history of a session that had `history` before.
    int noted(Histories histories, int history, boolean asItOught) {
        if (!asItOught) {
            return histories.with(history, broken);
        }
        if (history != historyBefore) { // nearly all sessions have the same
            historyBefore = history;
            historyAfter = histories.with(history, intact);
        }
        return historyAfter;
    }
}

package io.guildstorm.server.gateway;

import static io.guildstorm.server.gateway.WebSocketCase.ACK;
import static io.guildstorm.server.gateway.WebSocketCase.BEAT;
import static io.guildstorm.server.gateway.WebSocketCase.BINARY;
import static io.guildstorm.server.gateway.WebSocketCase.CLOSE;
import static io.guildstorm.server.gateway.WebSocketCase.CONTINUATION;
import static io.guildstorm.server.gateway.WebSocketCase.FINAL;
import static io.guildstorm.server.gateway.WebSocketCase.PING;
import static io.guildstorm.server.gateway.WebSocketCase.PONG;
import static io.guildstorm.server.gateway.WebSocketCase.TEXT;
import static io.guildstorm.server.gateway.WebSocketCase.all;
import static io.guildstorm.server.gateway.WebSocketCase.beat;
import static io.guildstorm.server.gateway.WebSocketCase.beatOf;
import static io.guildstorm.server.gateway.WebSocketCase.fragmented;
import static io.guildstorm.server.gateway.WebSocketCase.frame;
import static io.guildstorm.server.gateway.WebSocketCase.hex;
import static io.guildstorm.server.gateway.WebSocketCase.row;
import static io.guildstorm.server.gateway.WebSocketCase.text;
import static io.guildstorm.server.gateway.WebSocketCase.times;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/// Frames as such: lengths, masks, bits, opcodes, control frames, fragments.
final class FramingCases {
    private static final String MASK = "00000000";

    private FramingCases() {}

    static List<WebSocketCase> lengths() {
        var cases = new ArrayList<WebSocketCase>();
        cases.add(row("an empty text", "close 4002", text("")));
        cases.add(row("an empty binary", "close 4002", frame(FINAL | BINARY, "")));
        cases.add(row("a binary frame", "close 4002", frame(FINAL | BINARY, BEAT)));
        for (int length : new int[] {17, 124, 125, 126, 127, 128, 255, 256, 1_024, 4_095, 4_096}) {
            cases.add(row("a text of " + length + " bytes", ACK, text(beatOf(length))));
        }
        for (int length : new int[] {4_097, 4_098, 8_192, 32_767, 32_768, 65_535}) {
            cases.add(row("a text of " + length + " bytes", "close 4002", text(beatOf(length))));
        }
        cases.add(row("65,536 bytes announced", "close 4002", hex("81FF 0000000000010000")));
        cases.add(row("2 GiB announced", "close 4002", hex("81FF 0000000080000000")));
        cases.add(row("2^63 - 1 bytes announced", "close 4002", hex("81FF 7FFFFFFFFFFFFFFF")));
        cases.add(row("a length with its highest bit", "close 1002", hex("81FF 8000000000000000")));
        cases.add(row("a length of ones", "close 1002", hex("81FF FFFFFFFFFFFFFFFF")));
        for (int length : new int[] {0, 1, 17, 125}) {
            cases.add(row(length + " bytes, told in 16 bits", "close 1002", lengthIn16(length)));
            cases.add(row(length + " bytes, told in 64 bits", "close 1002", lengthIn64(length)));
        }
        for (int length : new int[] {126, 4_096, 4_097, 65_535}) {
            cases.add(row(length + " bytes, told in 64 bits", "close 1002", lengthIn64(length)));
        }
        for (String mask : List.of(MASK, "FFFFFFFF", "00FF00FF", "01020304")) {
            cases.add(row("masked with " + mask, ACK, masked(mask)));
            cases.add(row("masked with " + mask, ACK, masked(mask)).byteByByte());
        }
        cases.add(row("100 messages in one write", (ACK + ", ").repeat(99) + ACK, times(100, beat())));
        cases.add(row("a message of 4,096 bytes", ACK, text(beatOf(4_096))).byteByByte());
        return cases;
    }

    private static byte[] lengthIn16(int length) {
        return all(hex("81FE"), hex("%04X".formatted(length)), hex(MASK), new byte[length]);
    }

    private static byte[] lengthIn64(int length) {
        return all(hex("81FF"), hex("%016X".formatted(length)), hex(MASK), new byte[length]);
    }

    private static byte[] masked(String mask) {
        byte[] payload = BEAT.getBytes(StandardCharsets.UTF_8);
        byte[] key = hex(mask);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= key[i % 4];
        }
        return all(new byte[] {(byte) 0x81, (byte) (0x80 | payload.length)}, key, payload);
    }

    static List<WebSocketCase> unmasked() {
        return IntStream.of(0x80, 0x81, 0x82, 0x88, 0x89, 0x8A, 0x01, 0x00)
                .mapToObj(first -> row(
                        "unmasked " + Integer.toHexString(first), "close 1002", new byte[] {(byte) first, 2, 'h', 'i'}))
                .toList();
    }

    static List<WebSocketCase> reserved() {
        var cases = new ArrayList<WebSocketCase>();
        for (int bits = 1; bits < 8; bits++) {
            for (int kind : new int[] {FINAL | TEXT, TEXT, FINAL | BINARY, CLOSE, PING, PONG}) {
                int first = kind | bits << 4;
                cases.add(row("first byte " + Integer.toHexString(first), "close 1002", frame(first, "")));
            }
            cases.add(row(
                    "reserved bits " + bits + " on a continuation",
                    "close 1002",
                    frame(TEXT, "{"),
                    frame(FINAL | CONTINUATION | bits << 4, "}")));
            cases.add(row(
                    "reserved bits " + bits + " behind a message",
                    ACK + ", close 1002",
                    beat(),
                    frame(0x81 | bits << 4, BEAT)));
        }
        for (int opcode : new int[] {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
            cases.add(row("opcode " + opcode, "close 1002", frame(FINAL | opcode, "")));
            cases.add(row("opcode " + opcode + " with a payload", "close 1002", frame(FINAL | opcode, BEAT)));
            cases.add(row("opcode " + opcode + ", fragmented", "close 1002", frame(opcode, BEAT)));
            cases.add(row(
                    "opcode " + opcode + " among fragments",
                    "close 1002",
                    frame(TEXT, "{"),
                    frame(FINAL | opcode, "")));
        }
        return cases;
    }

    static List<WebSocketCase> pings() {
        var cases = new ArrayList<WebSocketCase>();
        for (int length = 0; length <= 125; length++) {
            var data = new byte[length];
            for (int i = 0; i < length; i++) {
                data[i] = (byte) (i * 37 + length); // of all values, so no UTF-8
            }
            cases.add(row("a ping of " + length + " bytes", pong(data), frame(PING, data)));
        }
        cases.add(row("a ping", pong(hex("00FFFE")), frame(PING, hex("00FFFE"))).byteByByte());
        cases.add(row("a ping of 126 bytes", "close 1002", frame(PING, new byte[126])));
        cases.add(row("a ping of 65,535 bytes", "close 1002", frame(PING, new byte[65_535])));
        cases.add(row("a fragmented ping", "close 1002", frame(0x09, "")));
        cases.add(row("a pong nobody asked for", "", frame(PONG, "")));
        cases.add(row("a pong of 125 bytes", "", frame(PONG, new byte[125])));
        cases.add(row("a pong of 126 bytes", "close 1002", frame(PONG, new byte[126])));
        cases.add(row("a fragmented pong", "close 1002", frame(0x0A, "")));
        cases.add(row("a pong, then a ping", pong(hex("31")), frame(PONG, "0"), frame(PING, "1")));
        cases.add(
                row("200 pings", (pong(hex("2E")) + ", ").repeat(199) + pong(hex("2E")), times(200, frame(PING, "."))));
        cases.add(row("200 pongs", ACK, times(200, frame(PONG, ".")), beat()));
        cases.add(row("a ping before a message", pong(hex("2E")) + ", " + ACK, frame(PING, "."), beat()));
        cases.add(row("a ping behind a message", ACK + ", " + pong(hex("2E")), beat(), frame(PING, ".")));
        return cases;
    }

    private static String pong(byte[] data) {
        return "pong " + HexFormat.of().formatHex(data);
    }

    static List<WebSocketCase> fragments() {
        var cases = new ArrayList<WebSocketCase>();
        byte[] payload = BEAT.getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= payload.length; cut++) {
            cases.add(row("two fragments, cut at " + cut, ACK, fragmented(payload, cut)));
        }
        cases.add(row(
                "a fragment a byte",
                ACK,
                fragmented(payload, IntStream.range(1, payload.length).toArray())));
        cases.add(row(
                        "a fragment a byte",
                        ACK,
                        fragmented(payload, IntStream.range(1, payload.length).toArray()))
                .byteByByte());
        cases.add(
                row("empty fragments around", ACK, fragmented(payload, 0, 0, 9, 9, 9, payload.length, payload.length)));
        cases.add(row("5,000 empty fragments", ACK, frame(TEXT, BEAT), times(5_000, frame(0, "")), frame(FINAL, "")));
        cases.add(row("nothing, in two fragments", "close 4002", fragmented(new byte[0], 0)));
        cases.addAll(control(payload));
        cases.addAll(wrongContinuations());
        cases.addAll(sizes());
        return cases;
    }

    private static List<WebSocketCase> control(byte[] payload) {
        byte[] start = frame(TEXT, BEAT.substring(0, 5));
        byte[] end = frame(FINAL | CONTINUATION, BEAT.substring(5));
        byte[] ping = frame(PING, ".");
        return List.of(
                row("a ping among fragments", "pong 2e, " + ACK, start, ping, end),
                row("a ping among fragments", "pong 2e, " + ACK, start, ping, end)
                        .byteByByte(),
                row("two pings among fragments", "pong 2e, pong 2e, " + ACK, start, ping, ping, end),
                row("a pong among fragments", ACK, start, frame(PONG, "."), end),
                row(
                        "a ping behind each fragment",
                        "pong 2e, pong 2e, pong 2e, " + ACK,
                        start,
                        ping,
                        frame(0, ""),
                        ping,
                        frame(0, ""),
                        ping,
                        end),
                row("a close among fragments", "close 1000", start, WebSocketCase.close(1_000, ""), end),
                row("a fragmented ping among fragments", "close 1002", start, frame(0x09, "."), end),
                row("too long a ping among fragments", "close 1002", start, frame(PING, new byte[126]), end),
                row("fragmented messages in a row", ACK + ", " + ACK, fragmented(payload, 3), fragmented(payload, 8)));
    }

    private static List<WebSocketCase> wrongContinuations() {
        byte[] start = frame(TEXT, "{");
        return List.of(
                row("a last continuation of nothing", "close 1002", frame(FINAL | CONTINUATION, BEAT)),
                row("a continuation of nothing", "close 1002", frame(CONTINUATION, BEAT)),
                row("an empty continuation of nothing", "close 1002", frame(FINAL | CONTINUATION, "")),
                row("a continuation behind a whole message", ACK + ", close 1002", beat(), frame(FINAL, "")),
                row(
                        "a continuation behind a fragmented message",
                        ACK + ", close 1002",
                        fragmented(BEAT.getBytes(StandardCharsets.UTF_8), 3),
                        frame(FINAL, "")),
                row("a continuation behind a ping", "pong , close 1002", frame(PING, ""), frame(FINAL, "")),
                row("a text inside a message", "close 1002", start, beat()),
                row("a first fragment inside a message", "close 1002", start, frame(TEXT, "}")),
                row("a binary inside a message", "close 1002", start, frame(FINAL | BINARY, "}")),
                row("a text inside a message behind a ping", "pong , close 1002", start, frame(PING, ""), beat()),
                row("a first fragment of a binary", "close 4002", frame(BINARY, BEAT)),
                row("a close in fragments", "close 1002", frame(0x08, "")));
    }

    private static List<WebSocketCase> sizes() {
        byte[] most = beatOf(4_096).getBytes(StandardCharsets.UTF_8);
        byte[] more = beatOf(4_097).getBytes(StandardCharsets.UTF_8);
        int[] each = IntStream.range(1, 4_096).toArray();
        return List.of(
                row("4,096 bytes in two fragments", ACK, fragmented(most, 2_048)),
                row(
                        "4,096 bytes in 16 fragments",
                        ACK,
                        fragmented(
                                most, IntStream.range(1, 16).map(i -> i * 256).toArray())),
                row("4,096 bytes in 4,096 fragments", ACK, fragmented(most, each)),
                row("4,097 bytes in two fragments", "close 4002", fragmented(more, 4_096)),
                row(
                        "4,097 bytes in 4,097 fragments",
                        "close 4002",
                        fragmented(more, IntStream.range(1, 4_097).toArray())),
                row("too much before the last fragment", "close 4002", fragmented(new byte[6_000], 3_000, 5_000)),
                row(
                        "fragments without end",
                        "close 4002",
                        frame(TEXT, ""),
                        times(2_000, frame(CONTINUATION, "x".repeat(100)))),
                row("a fragment of 4,097 bytes", "close 4002", frame(TEXT, beatOf(4_097))));
    }
}

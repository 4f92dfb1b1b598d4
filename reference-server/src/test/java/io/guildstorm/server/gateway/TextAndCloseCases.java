package io.guildstorm.server.gateway;

import static io.guildstorm.server.gateway.WebSocketCase.ACK;
import static io.guildstorm.server.gateway.WebSocketCase.BEAT;
import static io.guildstorm.server.gateway.WebSocketCase.CLOSE;
import static io.guildstorm.server.gateway.WebSocketCase.FINAL;
import static io.guildstorm.server.gateway.WebSocketCase.PING;
import static io.guildstorm.server.gateway.WebSocketCase.TEXT;
import static io.guildstorm.server.gateway.WebSocketCase.all;
import static io.guildstorm.server.gateway.WebSocketCase.beat;
import static io.guildstorm.server.gateway.WebSocketCase.close;
import static io.guildstorm.server.gateway.WebSocketCase.fragmented;
import static io.guildstorm.server.gateway.WebSocketCase.frame;
import static io.guildstorm.server.gateway.WebSocketCase.hex;
import static io.guildstorm.server.gateway.WebSocketCase.row;
import static io.guildstorm.server.gateway.WebSocketCase.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/// What is inside of frames: UTF-8, and closing.
final class TextAndCloseCases {
    private static final byte[] BEFORE = "{\"op\":1,\"d\":null,\"x\":\"".getBytes(StandardCharsets.UTF_8);
    private static final byte[] AFTER = "\"}".getBytes(StandardCharsets.UTF_8);

    private TextAndCloseCases() {}

    static List<WebSocketCase> utf8() {
        var cases = new ArrayList<WebSocketCase>();
        for (int point : new int[] {
            0x20, 0x7F, 0x80, 0x7FF, 0x800, 0xFFF, 0x1000, 0xCFFF, 0xD000, 0xD7FF, 0xE000, 0xFEFF, 0xFFFD, 0xFFFE,
            0xFFFF, 0x10000, 0x1FFFE, 0x3FFFF, 0x40000, 0xFFFFF, 0x100000, 0x10FFFF
        }) {
            byte[] bytes = Character.toString(point).getBytes(StandardCharsets.UTF_8);
            cases.addAll(inEveryWay("U+%04X".formatted(point), ACK, bytes));
        }
        cases.addAll(inEveryWay("words", ACK, "Hellö κόσμε 世界 🎉".getBytes(StandardCharsets.UTF_8)));
        for (String bad : List.of(
                "80",
                "BF",
                "8080",
                "80BF80BF", // continuations of nothing
                "C2",
                "DF",
                "E0A0",
                "E1",
                "E180",
                "EFBF",
                "F0",
                "F090",
                "F09080",
                "F48FBF", // cut short
                "C220",
                "E08020",
                "E18020",
                "F0908020",
                "F09020",
                "C2C2",
                "E180C2", // interrupted
                "C080",
                "C1BF",
                "E08080",
                "E09FBF",
                "F0808080",
                "F08FBFBF",
                "C0AF",
                "E080AF", // overlong
                "EDA080",
                "EDADBF",
                "EDAE80",
                "EDAFBF",
                "EDB080",
                "EDBE80",
                "EDBFBF", // half surrogate pairs
                "EDA080EDB080",
                "EDAFBFEDBFBF", // whole ones
                "F4908080",
                "F5808080",
                "F7BFBFBF",
                "F888808080",
                "FBBFBFBFBF",
                "FC8480808080", // beyond U+10FFFF
                "FE",
                "FF",
                "FEFEFFFF",
                "48656CC3",
                "E298BAC328")) {
            cases.addAll(inEveryWay("not UTF-8: " + bad, "close 1007", hex(bad)));
        }
        cases.addAll(inEveryWay("a raw NUL", "close 4002", hex("00"))); // UTF-8, but not JSON
        cases.add(row("a byte order mark", "close 4002", text("\uFEFF" + BEAT)));
        cases.add(row("half a character at the end of all", "close 1007", frame(FINAL | TEXT, hex("C3"))));
        return cases;
    }

    /// Inside a string of a heartbeat: whole, in two fragments cut at each byte of it, and byte by byte.
    private static List<WebSocketCase> inEveryWay(String name, String answer, byte[] bytes) {
        byte[] payload = all(BEFORE, bytes, AFTER);
        var cases = new ArrayList<WebSocketCase>();
        cases.add(row(name, answer, frame(FINAL | TEXT, payload)));
        cases.add(row(name, answer, frame(FINAL | TEXT, payload)).byteByByte());
        for (int cut = 1; cut < Math.max(bytes.length, 2); cut++) {
            cases.add(row(name + ", cut at byte " + cut, answer, fragmented(payload, BEFORE.length + cut)));
        }
        cases.add(row(
                name + ", a fragment a byte, a ping among them",
                "pong 2e, " + answer,
                frame(TEXT, BEFORE),
                frame(PING, "."),
                all(IntStream.range(0, bytes.length)
                        .mapToObj(i -> frame(0, new byte[] {bytes[i]}))
                        .toArray(byte[][]::new)),
                frame(FINAL, AFTER)));
        return cases;
    }

    static List<WebSocketCase> closing() {
        var cases = new ArrayList<WebSocketCase>();
        for (int code : new int[] {
            1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4200, 4900, 4999
        }) {
            cases.add(row("code " + code, "close " + code, close(code, "")));
            cases.add(row("code " + code + " with a reason", "close " + code, close(code, "bye")));
        }
        for (int code : new int[] {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 9999, 65_535}) {
            cases.add(row("code " + code, "close 1002", close(code, "")));
            cases.add(row("code " + code + " with a reason", "close 1002", close(code, "bye")));
        }
        cases.add(row("no code", "close", frame(CLOSE, "")));
        cases.add(row("no code", "close", frame(CLOSE, "")).byteByByte());
        cases.add(row("half a code", "close 1002", frame(CLOSE, hex("03"))));
        cases.add(row("the longest reason", "close 1000", close(1_000, "r".repeat(123))));
        cases.add(row("too long a reason", "close 1002", close(1_000, "r".repeat(124))));
        cases.add(row("a reason in many scripts", "close 1000", close(1_000, "κόσμε 世界 🎉")));
        cases.add(row("a reason in many scripts", "close 1000", close(1_000, "κόσμε 世界 🎉"))
                .byteByByte());
        for (String bad : List.of("FF", "C328", "C080", "EDA080", "F4908080", "E282", "48656CC3")) {
            byte[] frame = frame(CLOSE, hex("03E8" + bad));
            cases.add(row("a reason that is not UTF-8: " + HexFormat.of().formatHex(hex(bad)), "close 1007", frame));
        }
        cases.add(row("a message, then a close", ACK + ", close 1000", beat(), close(1_000, "")));
        cases.add(row("a ping, then a close", "pong , close 1000", frame(PING, ""), close(1_000, "")));
        cases.add(row("a close, then a message", "close 1000", close(1_000, ""), beat()));
        cases.add(row("a close, then a ping", "close 1000", close(1_000, ""), frame(PING, "")));
        cases.add(row("a close, then another", "close 1000", close(1_000, ""), close(1_001, "")));
        cases.add(row("a close, then what is no frame", "close 1000", close(1_000, ""), hex("FFFFFFFF")));
        cases.add(row("a broken frame, then a close", "close 1002", hex("C180 00000000"), close(1_000, "")));
        cases.add(row("a bad payload, then all sorts", "close 4002", text("?"), beat(), frame(PING, ""), hex("FFFF")));
        return cases;
    }
}

package io.guildstorm.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Bodies of a send, row by row: what is no JSON, what is no object, what is of a wrong type, and what is odd but
/// allowed.
class JsonAbuseTest {
    @RegisterExtension
    static final ServerUnderTest server = ServerUnderTest.inMemory();

    private static final int NOT_JSON = 50109;
    private static final int BAD_FORM = 50035;
    private static final int EMPTY = 50006;

    /// @param code 0: it is stored
    /// @param stored how its content reads then
    @SuppressWarnings("ArrayRecordComponent") // written, never compared
    record Row(String name, byte[] body, int code, String stored) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Row refused(int code, String body) {
        return new Row(shown(body), body.getBytes(StandardCharsets.UTF_8), code, "");
    }

    private static Row stored(String content, String body) {
        return new Row(shown(body), body.getBytes(StandardCharsets.UTF_8), 0, content);
    }

    private static String shown(String body) {
        return body.length() > 60 ? body.substring(0, 60) + "…" : body;
    }

    static List<Row> notJson() {
        var rows = new ArrayList<Row>();
        for (String body : List.of(
                " ",
                "{",
                "}",
                "{}{}",
                "{} x",
                "[",
                "{\"content\"}",
                "{\"content\":}",
                "{\"content\":\"x\",}",
                "{,}",
                "{'content':'x'}",
                "{content:\"x\"}",
                "{\"content\":\"x}",
                "{\"content\":\"x\"",
                "{\"content\":\"x\"}]",
                "/* */{}",
                "{}//",
                "#\n{}",
                "undefined",
                "nul",
                "truefalse",
                "\"x",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":5.}",
                "{\"a\":0x1}",
                "{\"a\":1e}",
                "{\"a\":--1}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":-Infinity}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\\u12G4\"}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\u0000\"}",
                "\u0000{}",
                "{}\u0000",
                "\uFEFF{\"content\":\"x\"}",
                "a=b&content=x",
                "<xml/>",
                "{\"content\":\"x\",\"a\":" + "1".repeat(41) + "}",
                "{\"content\":\"x\",\"a\":1e" + "9".repeat(60) + "}",
                "{\"content\":\"x\",\"a\":" + "[".repeat(32) + "]".repeat(32) + "}",
                "{\"content\":\"x\",\"a\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}",
                "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000),
                "[".repeat(65_536),
                "{\"a\":".repeat(13_107),
                "{\"" + "k".repeat(60_000) + "\":1,\"content\":\"x\"}")) {
            rows.add(refused(NOT_JSON, body));
        }
        for (String bad :
                List.of("80", "C080", "C0AF", "E080AF", "EDA080", "EDA080EDB080", "F4908080", "F8888080", "FF", "C3")) {
            String body = "{\"content\":\"" + "?" + "\"}";
            rows.add(new Row("not UTF-8: " + bad, with(body, HexFormat.of().parseHex(bad)), NOT_JSON, ""));
        }
        for (String name : List.of("UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE")) {
            rows.add(new Row(name, "{\"content\":\"x\"}".getBytes(Charset.forName(name)), NOT_JSON, ""));
        }
        return rows;
    }

    /// The body, with these bytes where its question mark is.
    private static byte[] with(String body, byte[] bytes) {
        String shape = body.replace("?", new String(bytes, StandardCharsets.ISO_8859_1));
        return shape.getBytes(StandardCharsets.ISO_8859_1);
    }

    static List<Row> wrongTypes() {
        var rows = new ArrayList<Row>();
        for (String body : List.of("null", "true", "1", "1.5", "\"x\"", "[]", "[{\"content\":\"x\"}]")) {
            rows.add(refused(BAD_FORM, body));
        }
        for (String value : List.of(
                "1", "1.5", "true", "[]", "{}", "[\"x\"]", "{\"x\":1}", "1e400", "123456789012345678901234567890")) {
            rows.add(refused(BAD_FORM, "{\"content\":" + value + "}"));
        }
        for (String field : List.of(
                "\"nonce\":1.5",
                "\"nonce\":true",
                "\"nonce\":[]",
                "\"nonce\":{}",
                "\"nonce\":1e5",
                "\"nonce\":1e400",
                "\"nonce\":12345678901234567890123456",
                "\"nonce\":\"12345678901234567890123456\"",
                "\"enforce_nonce\":1",
                "\"enforce_nonce\":\"true\"",
                "\"enforce_nonce\":[]")) {
            rows.add(refused(BAD_FORM, "{\"content\":\"x\"," + field + "}"));
        }
        rows.add(refused(BAD_FORM, "{\"content\":\"" + "x".repeat(2_001) + "\"}"));
        rows.add(refused(BAD_FORM, "{\"content\":\"" + "🎉".repeat(1_001) + "\"}"));
        rows.add(refused(BAD_FORM, "{\"content\":\"" + "\\u0041".repeat(10_000) + "\"}"));
        for (String body : List.of(
                "",
                "{}",
                "{\"content\":null}",
                "{\"content\":\"\"}",
                "{\"Content\":\"x\"}",
                "{\"content\":\"x\",\"content\":null}")) {
            rows.add(refused(EMPTY, body));
        }
        return rows;
    }

    static List<Row> oddButAllowed() {
        var deep = "[".repeat(31) + "]".repeat(31);
        var keys = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            keys.append(",\"k").append(i).append("\":0");
        }
        return List.of(
                stored("b", "{\"content\":\"a\",\"content\":\"b\"}"),
                stored("b", "{\"content\":1,\"content\":\"b\"}"),
                stored("x", " \t\r\n{ \"content\" : \"x\" } \n"),
                stored("x", "{\"content\":\"x\",\"a\":" + deep + "}"),
                stored("x", "{\"content\":\"x\"" + keys + "}"),
                stored("x", "{\"" + "k".repeat(50_000) + "\":1,\"content\":\"x\"}"),
                stored("x", "{\"content\":\"x\",\"\":1,\"__proto__\":{\"a\":1},\"@type\":\"java.lang.Object\"}"),
                stored(
                        "x",
                        "{\"content\":\"x\",\"a\":" + "1".repeat(40)
                                + ",\"b\":1e308,\"c\":-1e-400,\"d\":1e400,\"e\":-0}"),
                stored("x", "{\"content\":\"x\",\"nonce\":-9007199254740993}"),
                stored("x", "{\"\\u0063ontent\":\"x\"}"),
                stored("\uFFFD", "{\"content\":\"\\ud800\"}"),
                stored("\uFFFD", "{\"content\":\"\\udc00\"}"),
                stored("a\uFFFD\uFFFDb", "{\"content\":\"a\\udc00\\ud800b\"}"),
                stored("🎉", "{\"content\":\"\\ud83c\\udf89\"}"),
                stored("a\u0000b", "{\"content\":\"a\\u0000b\"}"),
                stored("\u2028\u2029\uFEFF\uFFFE\uFFFF", "{\"content\":\"\\u2028\\u2029\\ufeff\\ufffe\\uffff\"}"),
                stored("\u001b[31mred\u202e", "{\"content\":\"\\u001b[31mred\\u202e\"}"),
                stored("\\\"/\b\f\n\r\tz", "{\"content\":\"\\\\\\\"\\/\\b\\f\\n\\r\\tz\"}"),
                stored("</script><!--", "{\"content\":\"</script><!--\"}"),
                stored("x".repeat(2_000), "{\"content\":\"" + "x".repeat(2_000) + "\"}"),
                stored("🎉".repeat(1_000), "{\"content\":\"" + "🎉".repeat(1_000) + "\"}"));
    }

    @ParameterizedTest
    @MethodSource("notJson")
    void what_is_not_JSON_in_UTF_8_is_told_so(Row row) throws IOException {
        check(row);
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    void what_is_of_a_wrong_type_or_not_there_is_told_so(Row row) throws IOException {
        check(row);
    }

    /// Of a name that comes twice the last one counts.
    @ParameterizedTest
    @MethodSource("oddButAllowed")
    void what_is_odd_but_JSON_is_stored_as_it_reads(Row row) throws IOException {
        check(row);
    }

    private static void check(Row row) throws IOException {
        var reply = send(row.body);
        var answer = new ObjectMapper().readTree(reply.body());

        assertThat(answer.path("code").asInt()).as(reply.body()).isEqualTo(row.code);
        assertThat(reply.status()).isEqualTo(row.code == 0 ? 200 : 400);
        if (row.code == 0) {
            assertThat(answer.path("content").textValue()).isEqualTo(row.stored);
            assertThat(read(answer.path("id").asText()).path("content").textValue())
                    .isEqualTo(row.stored);
        } else {
            assertThat(answer.path("message").isTextual()).isTrue();
        }
        assertThat(RawHttp.get(server.port(), "/healthz").status()).isEqualTo(200);
    }

    private static RawHttp.Reply send(byte[] body) throws IOException {
        try (var http = new RawHttp(server.port())) {
            http.write(new HttpCase("", HttpCase.send("Content-Length: " + body.length + "\r\n", ""), List.of(), false)
                    .bytes(server.channel(), token()));
            http.write(body);
            return http.read();
        }
    }

    private static String token() {
        return "Bot " + server.demo().path("users").path(0).path("token").asText();
    }

    private static JsonNode read(String message) {
        return server.as("ann")
                .get("channels/" + server.channel() + "/messages/" + message)
                .json();
    }
}

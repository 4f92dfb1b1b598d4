package io.guildstorm.server.node;

import static io.guildstorm.server.node.HttpCase.ends;
import static io.guildstorm.server.node.HttpCase.get;
import static io.guildstorm.server.node.HttpCase.goesOn;
import static io.guildstorm.server.node.HttpCase.send;

import java.util.ArrayList;
import java.util.List;

/// What requests point at, and how much they bring.
final class TargetAndBodyCases {
    private static final String OK = "{\"content\":\"x\"}";

    private TargetAndBodyCases() {}

    static List<HttpCase> targets() {
        var cases = new ArrayList<HttpCase>();
        for (String target : List.of(
                "http://x/healthz",
                "http://elsewhere:81/healthz",
                "HTTP://x/healthz?a=b",
                "/healthz?",
                "/%68ealthz",
                "/healthz?a=%ff")) {
            cases.add(goesOn(target, get(target), 200));
        }
        for (String target : List.of(
                "/../etc/passwd",
                "/healthz/../healthz",
                "/./healthz",
                "/..%2fhealthz",
                "/%2e%2e/healthz",
                "//healthz",
                "/healthz/",
                "/healthz%00",
                "/api//v10/gateway",
                "/api%2Fv10%2Fgateway",
                "/api/v10%2Fgateway",
                "/api/v10/gateway%2F",
                "/api/v10/..%5cgateway",
                "/admin%2Fv1%2Fstate",
                "/api/v10/../../admin/v1/state",
                "/healthz;a=b",
                "/HEALTHZ",
                "http://x",
                "http://x/",
                "https://x/../healthz",
                "/%ff",
                "/%c0%ae%c0%ae/healthz",
                "/%F0%9F%8E%89")) {
            cases.add(goesOn(target, get(target), 404));
        }
        for (String target : List.of(
                "/%",
                "/%zz",
                "/%e",
                "/healthz%",
                "/healthz?a=%",
                "/healthz?%zz=1",
                "/healthz?a=%e",
                "healthz",
                "http:///healthz",
                "ftp://x/healthz",
                "http://user@x/healthz")) {
            cases.add(goesOn(target, get(target), 400));
        }
        cases.add(ends("a fragment", get("/healthz#x") + get("/healthz"), 400));
        return cases;
    }

    /// More than 64 KiB, told or not.
    static List<HttpCase> bodies() {
        String most = OK + " ".repeat((64 << 10) - OK.length());
        return List.of(
                goesOn("64 KiB", send("Content-Length: 65536\r\n", most), 200),
                goesOn(
                        "64 KiB in a chunk",
                        send("Transfer-Encoding: chunked\r\n", "10000\r\n" + most + "\r\n0\r\n\r\n"),
                        200),
                goesOn(
                        "4 KiB in 4,096 chunks",
                        send("Transfer-Encoding: chunked\r\n", chunks(most.substring(0, 4_096)) + "0\r\n\r\n"),
                        200),
                ends("64 KiB and one byte, told", send("Content-Length: 65537\r\n", ""), 413),
                ends("2^63 - 1 bytes, told", send("Content-Length: 9223372036854775807\r\n", ""), 413),
                ends(
                        "64 KiB and one byte in chunks",
                        send("Transfer-Encoding: chunked\r\n", "10001\r\n" + most + " \r\n"),
                        413),
                ends(
                        "too much, where nothing is",
                        "POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 65537\r\n\r\n",
                        413),
                ends("too much, waiting for 100", send("Content-Length: 65537\r\nExpect: 100-continue\r\n", ""), 413));
    }

    private static String chunks(String text) {
        var chunks = new StringBuilder();
        text.chars().forEach(c -> chunks.append("1\r\n").append((char) c).append("\r\n"));
        return chunks.toString();
    }
}

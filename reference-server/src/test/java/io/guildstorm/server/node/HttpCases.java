package io.guildstorm.server.node;

import static io.guildstorm.server.node.HttpCase.ends;
import static io.guildstorm.server.node.HttpCase.get;
import static io.guildstorm.server.node.HttpCase.goesOn;
import static io.guildstorm.server.node.HttpCase.send;

import java.util.ArrayList;
import java.util.List;

/// The rows, by what they attack.
final class HttpCases {
    private static final String OK = "{\"content\":\"x\"}";
    /// What would be answered with 200 if it were taken for a request of its own.
    private static final String SMUGGLED = get("/healthz");

    private HttpCases() {}

    /// Where one server sees one request and another sees two.
    static List<HttpCase> framing() {
        var cases = new ArrayList<HttpCase>();
        cases.add(goesOn("a length", send("Content-Length: 15\r\n", OK), 200));
        cases.add(goesOn(
                "chunks",
                send("Transfer-Encoding: chunked\r\n", "5\r\n{\"con\r\na\r\ntent\":\"x\"}\r\n0\r\n\r\n"),
                200));
        cases.add(goesOn(
                "chunks with an extension and a trailer",
                send("Transfer-Encoding: Chunked\r\n", "f;a=b\r\n" + OK + "\r\n0;c\r\nX-T: 1\r\n\r\n"),
                200));
        String chunked = "f\r\n" + OK + "\r\n0\r\n\r\n";
        for (String headers : List.of(
                "Content-Length: 25\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 25\r\n",
                "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding: chunkedx\r\n",
                "Transfer-Encoding: identity\r\n",
                "Transfer-Encoding: \r\n",
                "Transfer-Encoding: gzip, chunked\r\n",
                "Transfer-Encoding: chunked, identity\r\n",
                "Transfer-Encoding: chunked, chunked\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: \u000bchunked\r\n",
                "Transfer-Encoding : chunked\r\n",
                "Transfer-Encoding:\r\n chunked\r\n",
                "Transfer-Encoding: \"chunked\"\r\n")) {
            cases.add(ends(shown(headers), send(headers, chunked + SMUGGLED), 400));
        }
        for (String length : List.of(
                "5, 5",
                "5, 6",
                "15\r\nContent-Length: 15",
                "15\r\nContent-Length: 16",
                "+15",
                "-15",
                "-1",
                "0x0f",
                "15x",
                "1 5",
                "15,",
                "",
                "\u000b15",
                "15.0",
                "1e1",
                "99999999999999999999",
                "\u00b2")) {
            cases.add(ends(
                    "Content-Length: " + shown(length),
                    send("Content-Length: " + length + "\r\n", OK + SMUGGLED),
                    400));
        }
        cases.add(ends(
                "a blank before Transfer-Encoding, which makes it a part of the token", // RFC 9112, 5.2
                send(" Transfer-Encoding: chunked\r\n", chunked + SMUGGLED),
                401,
                400));
        cases.add(ends("Content-Length : 15", send("Content-Length : 15\r\n", OK + SMUGGLED), 400));
        cases.add(ends(
                "chunks in HTTP/1.0",
                send("Transfer-Encoding: chunked\r\n", chunked + SMUGGLED)
                        .replace("HTTP/1.1\r\nHost: x\r\nAuth", "HTTP/1.0\r\nHost: x\r\nAuth"),
                400));
        for (String chunks : List.of(
                "zz\r\n",
                "-1\r\n",
                "+f\r\n" + OK + "\r\n0\r\n\r\n",
                "0xf\r\n" + OK + "\r\n0\r\n\r\n",
                "\r\n",
                " \r\n",
                ";a\r\n",
                "f f\r\n" + OK + "\r\n0\r\n\r\n",
                "ffffffffffffffff\r\n",
                "7fffffffffffffff1\r\n",
                "f\n" + OK + "\n0\n\n",
                "f\r\n" + OK + "XX\r\n0\r\n\r\n",
                "f\r\n" + OK + "0\r\n\r\n",
                "e\r\n" + OK + "\r\n0\r\n\r\n",
                "f\r" + OK + "\r0\r\r")) {
            cases.add(ends("chunks " + shown(chunks), send("Transfer-Encoding: chunked\r\n", chunks + SMUGGLED), 400));
        }
        cases.add(ends(
                "a body longer than its length", send("Content-Length: 15\r\n", OK + "more of it\r\n\r\n"), 200, 400));
        cases.add(goesOn("a request in a body", send("Content-Length: " + SMUGGLED.length() + "\r\n", SMUGGLED), 400));
        cases.add(goesOn(
                "a body with a GET",
                "GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: " + SMUGGLED.length() + "\r\n\r\n" + SMUGGLED,
                200));
        return cases;
    }

    static List<HttpCase> headers() {
        var cases = new ArrayList<HttpCase>();
        for (String line : List.of(
                "X-A: a\rb",
                "X-A: a\r b",
                "X-A: a\nX-B: b",
                "X-A: a\u0000b",
                "X\u0000A: a",
                "X-A\r: a",
                "X A: a",
                "X-A : a",
                ": a",
                "no colon",
                " X-A: leading",
                "X(A): a",
                "X-\u00c4: a",
                "X-A: \u007f",
                "X-A: \u0001")) {
            cases.add(ends(
                    "header " + shown(line),
                    "GET /healthz HTTP/1.1\r\nHost: x\r\n" + line + "\r\n\r\n" + SMUGGLED,
                    400));
        }
        cases.add(ends("lines end in LF", "GET /healthz HTTP/1.1\nHost: x\n\n" + SMUGGLED, 400));
        cases.add(ends("lines end in CR", "GET /healthz HTTP/1.1\rHost: x\r\r" + SMUGGLED, 400));
        cases.add(ends("no Host", "GET /healthz HTTP/1.1\r\n\r\n" + SMUGGLED, 400));
        cases.add(ends("two Hosts", "GET /healthz HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n" + SMUGGLED, 400));
        for (String host : List.of("a b", "a/b", "a@b", "a\\b", "a,b", "http://a", "a?b", "a#b")) {
            cases.add(ends("Host: " + host, "GET /healthz HTTP/1.1\r\nHost: " + host + "\r\n\r\n" + SMUGGLED, 400));
        }
        cases.add(goesOn("a folded header", "GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: a\r\n folded\r\n\r\n", 200));
        cases.add(goesOn("an empty Host", "GET /healthz HTTP/1.1\r\nHost: \r\n\r\n", 200));
        cases.add(goesOn("Host [::1]:80", "GET /healthz HTTP/1.1\r\nHost: [::1]:80\r\n\r\n", 200));
        cases.add(ends("no Host in HTTP/1.0", "GET /healthz HTTP/1.0\r\n\r\n", 200));
        cases.add(ends(
                "one header of 9,000 bytes",
                "GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: " + "a".repeat(9_000) + "\r\n\r\n",
                431));
        cases.add(ends("5,000 headers", "GET /healthz HTTP/1.1\r\nHost: x\r\n" + "a:\r\n".repeat(5_000) + "\r\n", 431));
        cases.add(ends(
                "headers without end",
                "GET /healthz HTTP/1.1\r\nHost: x\r\n" + "X-Filler: yyyyyyyyyy\r\n".repeat(20_000),
                431));
        cases.add(ends(
                "trailers without end",
                send(
                        "Transfer-Encoding: chunked\r\n",
                        "f\r\n" + OK + "\r\n0\r\n" + "X-Filler: yyyyyyyyyy\r\n".repeat(1_000)),
                400));
        cases.add(ends(
                "a chunk extension without end",
                send("Transfer-Encoding: chunked\r\n", "f;" + "a".repeat(20_000)),
                400));
        return cases;
    }

    static List<HttpCase> lines() {
        var cases = new ArrayList<HttpCase>();
        for (String line : List.of(
                "GET /healthz",
                "GET",
                "GET /health z HTTP/1.1",
                "GET /healthz HTTP/1.1 ",
                "GET /healthz HTTP/1.1x",
                "GET /healthz HTTP/11",
                "GET /healthz XTTP/1.1",
                "G\u0000T /healthz HTTP/1.1",
                "G(T /healthz HTTP/1.1",
                "GET /health\u0000z HTTP/1.1",
                "GET /health\u0001z HTTP/1.1",
                "GET /health\u00e4z HTTP/1.1")) {
            cases.add(ends("line " + shown(line), line + "\r\nHost: x\r\n\r\n" + SMUGGLED, 400));
        }
        for (String line : List.of(
                "GET /healthz HTTP/2.0",
                "GET /healthz HTTP/3.0",
                "GET /healthz HTTP/0.9",
                "GET /healthz HTTP/1.2",
                "PRI * HTTP/2.0")) {
            cases.add(ends("line " + line, line + "\r\nHost: x\r\n\r\n" + SMUGGLED, 505));
        }
        for (String line : List.of(
                "GET  /healthz HTTP/1.1",
                "GET /healthz  HTTP/1.1",
                "GET\t/healthz\tHTTP/1.1",
                " GET /healthz HTTP/1.1",
                "GET /healthz http/1.1")) {
            cases.add(goesOn("line " + line, line + "\r\nHost: x\r\n\r\n", 200)); // as RFC 9112, 3, lets a server
        }
        cases.add(ends("TLS", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n", 400));
        cases.add(ends("garbage behind a request", get("/healthz") + "\u00ff\u00fe garbage\r\n\r\n", 200, 400));
        cases.add(ends("a method of 5,000 letters", "X".repeat(5_000) + " /healthz HTTP/1.1\r\nHost: x\r\n\r\n", 414));
        cases.add(ends("a target of 5,000 letters", get("/" + "x".repeat(5_000)), 414));
        cases.add(goesOn("empty lines before a request", "\r\n\r\n" + get("/healthz"), 200));
        for (String method : List.of("get", "TRACE", "OPTIONS", "X-OWN", "DELETE")) {
            cases.add(goesOn("method " + method, method + " /healthz HTTP/1.1\r\nHost: x\r\n\r\n", 405));
        }
        cases.add(goesOn("CONNECT", "CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n", 400));
        cases.add(goesOn("OPTIONS *", "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", 400));
        return cases;
    }

    private static String shown(String text) {
        String line = text.replace("\r", "\\r")
                .replace("\n", "\\n")
                .replace("\u0000", "\\0")
                .strip();
        return line.length() > 60 ? line.substring(0, 60) : line;
    }
}

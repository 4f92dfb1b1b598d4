package io.guildstorm.simulator.torture.drive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guildstorm.simulator.torture.drive.Planted.Bug;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Stands between clients and server, knows their HTTP and WebSocket, passes everything on, but for one planted bug.
final class FaultyProxy implements AutoCloseable {
    private final HttpClient upstream =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, FaultySession> sessions = new ConcurrentHashMap<>();
    private final ServerSocket door;
    private final Bug bug;
    private volatile InetSocketAddress target = new InetSocketAddress(0);

    FaultyProxy(Bug bug) throws IOException {
        this.bug = bug;
        door = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
    }

    InetSocketAddress to(InetSocketAddress server) {
        target = server;
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), door.getLocalPort());
    }

    /// @param head all of it, with the empty line
    record Request(String method, String path, String head, String body) {
        static Request of(String head, String body) {
            String[] words = head.split(" ", 3);
            return new Request(words[0], words[1], head, body);
        }

        Request with(String otherBody) {
            return new Request(method, path, head, otherBody);
        }

        boolean isSend() {
            return method.equals("POST") && path.endsWith("/messages");
        }

        boolean isHistory() {
            return method.equals("GET") && path.contains("/messages?");
        }

        String lastPart() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        /// Id of the user who calls, which stands at the beginning of each token; else nothing of use.
        String caller() {
            String token = header("authorization").replace("Bot ", "");
            return token.contains(".")
                    ? new String(
                            Base64.getDecoder().decode(token.substring(0, token.indexOf('.'))), StandardCharsets.UTF_8)
                    : "";
        }

        JsonNode json() throws IOException {
            return Rest.JSON.readTree(body);
        }

        String header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    record Answer(int status, String body) {
        JsonNode json() throws IOException {
            return Rest.JSON.readTree(body);
        }
    }

    /// Passes a request on to the server.
    @FunctionalInterface
    interface Forward {
        Answer to(Request request) throws IOException;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.startVirtualThread(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
            OutputStream out = client.getOutputStream();
            while (true) {
                Request request = read(in);
                if (request.header("upgrade").equals("websocket")) {
                    tunnel(request, in, out);
                    return;
                }
                write(out, bug.answer(request, this::forward));
            }
        } catch (IOException gone) {
            // as the client sees it too
        }
    }

    private static Request read(DataInputStream in) throws IOException {
        String head = head(in);
        String length = Request.of(head, "").header("content-length");
        byte[] body = new byte[length.isEmpty() ? 0 : Integer.parseInt(length)];
        in.readFully(body);
        return Request.of(head, new String(body, StandardCharsets.UTF_8));
    }

    private static String head(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) head.append((char) in.readUnsignedByte());
        return head.toString();
    }

    private Answer forward(Request request) throws IOException {
        InetSocketAddress server = target;
        URI uri = URI.create("http://127.0.0.1:" + server.getPort() + request.path());
        HttpRequest passedOn = HttpRequest.newBuilder(uri)
                .header("Authorization", request.header("authorization"))
                .header("Content-Type", "application/json")
                .method(
                        request.method(),
                        request.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(request.body()))
                .build();
        try {
            HttpResponse<String> answer = upstream.send(passedOn, BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void write(OutputStream out, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        String length = answer.status() == 204 ? "" : "Content-Length: " + body.length + "\r\n";
        String head = "HTTP/1.1 " + answer.status() + " X\r\nContent-Type: application/json\r\n" + length + "\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
    }

    private void tunnel(Request request, DataInputStream fromClient, OutputStream toClient) throws IOException {
        try (Socket server = new Socket()) {
            server.connect(target, 2_000);
            server.setTcpNoDelay(true);
            DataInputStream fromServer = new DataInputStream(new BufferedInputStream(server.getInputStream()));
            server.getOutputStream().write(request.head().getBytes(StandardCharsets.US_ASCII));
            toClient.write(head(fromServer).getBytes(StandardCharsets.US_ASCII));
            SocketPair pair = new SocketPair();
            Thread.startVirtualThread(() -> {
                try (server) {
                    while (true) fromClient(pair, WebSocketFrame.read(fromClient), server.getOutputStream());
                } catch (IOException gone) {
                    // the other direction ends with it
                }
            });
            while (true) fromServer(pair, WebSocketFrame.read(fromServer), toClient);
        }
    }

    /// What two directions of a connection share.
    private static final class SocketPair {
        private volatile FaultySession session = FaultySession.NONE;
    }

    private void fromClient(SocketPair pair, WebSocketFrame frame, OutputStream server) throws IOException {
        if (!frame.isText()) {
            frame.writeMasked(server);
            return;
        }
        ObjectNode payload = (ObjectNode) Rest.JSON.readTree(frame.text());
        int op = payload.path("op").asInt();
        if (op == 1 && payload.path("d").isNumber())
            payload.put("d", pair.session.serverNumber(payload.path("d").asInt()));
        if (op == 6) {
            ObjectNode data = (ObjectNode) payload.path("d");
            FaultySession session = sessions.get(data.path("session_id").asText());
            if (session != null) {
                pair.session = session;
                data.put("seq", session.resumes(data.path("seq").asInt()));
            }
        }
        WebSocketFrame.text(payload.toString()).writeMasked(server);
    }

    private void fromServer(SocketPair pair, WebSocketFrame frame, OutputStream client) throws IOException {
        if (!frame.isText()) {
            frame.write(client);
            return;
        }
        ObjectNode payload = (ObjectNode) Rest.JSON.readTree(frame.text());
        if (payload.path("op").asInt() != 0) {
            frame.write(client);
            return;
        }
        if (payload.path("t").asText().equals("READY")) {
            pair.session = new FaultySession(bug.stream());
            sessions.put(payload.path("d").path("session_id").asText(), pair.session);
        }
        List<ObjectNode> given = pair.session.given(payload);
        for (ObjectNode each : given) WebSocketFrame.text(each.toString()).write(client);
    }

    @Override
    public void close() throws IOException {
        door.close();
        upstream.shutdownNow();
    }
}

package io.guildstorm.scenarios.run.typing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guildstorm.scenarios.run.exit.EnvironmentException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One more device of each user who hides, which says that its user is invisible: so all of the user's are.
///
/// **Owner:** the run's thread; what a device hears comes one by one on threads of the HTTP client.
final class HidingDevices implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 30;
    /// Well within any interval that a server asks for.
    private static final long BEAT_SECONDS = 5;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("hiding-beats").factory());
    private final URI gateway;
    private final List<WebSocket> sockets = new ArrayList<>();

    /// @param server `http://HOST:PORT`
    HidingDevices(URI server) {
        gateway = URI.create("ws://" + server.getAuthority() + "/gateway?v=10&encoding=json");
    }

    /// Returns when nobody is told of these users any more.
    /// @throws EnvironmentException a device could not sign in
    void hide(List<String> tokens) {
        List<Device> devices = tokens.stream().map(Device::new).toList();
        try {
            for (Device device : devices)
                sockets.add(client.newWebSocketBuilder()
                        .buildAsync(gateway, device)
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            for (Device device : devices) device.hidden.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("interrupted while users hid", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new EnvironmentException("a device that hides its user could not sign in: " + e, e);
        }
        var _ = beats.scheduleAtFixedRate(
                () -> sockets.forEach(HidingDevices::beat), BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
    }

    private static void beat(WebSocket socket) {
        socket.sendText("{\"op\":1,\"d\":null}", true);
    }

    /// Signs in; the answer to a heartbeat behind READY tells that its status has gone to the presence server.
    private static final class Device implements WebSocket.Listener {
        private final String token;
        private final CompletableFuture<Boolean> hidden = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();

        Device(String token) {
            this.token = token;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                heard(socket, text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedFuture(true);
        }

        private void heard(WebSocket socket, String frame) {
            try {
                JsonNode payload = JSON.readTree(frame);
                switch (payload.path("op").asInt()) {
                    case 10 -> socket.sendText(identify(), true);
                    case 11 -> hidden.complete(true);
                    case 0 -> {
                        if (payload.path("t").asText().equals("READY")) beat(socket);
                    }
                    case 9 -> hidden.completeExceptionally(new IllegalStateException("invalid session"));
                    default -> {}
                }
            } catch (JsonProcessingException e) {
                hidden.completeExceptionally(e);
            }
        }

        private String identify() {
            return "{\"op\":2,\"d\":{\"token\":\"" + token + "\",\"intents\":0,\"presence\":{\"status\":\"invisible\","
                    + "\"since\":null,\"activities\":[],\"afk\":false},"
                    + "\"properties\":{\"os\":\"linux\",\"browser\":\"guildstorm\",\"device\":\"guildstorm\"}}}";
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            hidden.completeExceptionally(new IllegalStateException("closed with " + code + " " + reason));
            return CompletableFuture.completedFuture(true);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            hidden.completeExceptionally(error);
        }
    }

    @Override
    public void close() {
        beats.shutdownNow();
        sockets.forEach(WebSocket::abort);
        client.shutdownNow();
    }
}

package io.guildstorm.scenarios.run.crash;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.guildstorm.scenarios.check.MarkedText;
import io.guildstorm.scenarios.run.server.AdminApi;
import io.guildstorm.scenarios.workload.CrashMidSend;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Many sends at once, each with its nonce, until the server is killed under them.
///
/// **Owner:** virtual threads send; what became of each send stands in a concurrent queue.
final class CrashSenders {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String channel;
    private final List<AdminApi.User> users;
    private final long seed;
    private final Runnable kill;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final ConcurrentLinkedQueue<Send> sends = new ConcurrentLinkedQueue<>();
    private volatile boolean killed;
    private volatile CountDownLatch running = new CountDownLatch(0);

    /// @param kill kills the server at once, from any thread
    CrashSenders(String channel, List<AdminApi.User> users, long seed, Runnable kill) {
        this.channel = channel;
        this.users = users;
        this.seed = seed;
        this.kill = kill;
    }

    /// What became of one.
    /// @param status 0: no answer
    /// @param messageId null unless acknowledged
    record Send(int number, int status, @Nullable String messageId) {}

    /// @param count numbers 0 to count − 1
    /// @param concurrent sends under way at once
    /// @param killAt number of the send that kills the server when it is begun
    void begin(URI server, int count, int concurrent, int killAt) {
        running = new CountDownLatch(concurrent);
        HttpClient client = client();
        for (int i = 0; i < concurrent; i++) {
            Thread.ofVirtual().name("sender-" + i).start(() -> {
                try {
                    for (int n = next.getAndIncrement(); n < count && !killed; n = next.getAndIncrement()) {
                        if (n == killAt) {
                            killed = true;
                            kill.run();
                        }
                        note(send(client, server, n));
                    }
                } finally {
                    running.countDown();
                }
            });
        }
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
    }

    private void note(Send send) {
        if (send.messageId() != null) acknowledged.incrementAndGet();
        sends.add(send);
    }

    private Send send(HttpClient client, URI server, int number) {
        AdminApi.User user = users.get(number % users.size());
        String text = MarkedText.create(number, 0, CrashMidSend.TEXT_LENGTH);
        String body =
                "{\"content\":\"" + text + "\",\"nonce\":\"c" + seed + "-" + number + "\",\"enforce_nonce\":true}";
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/api/v10/channels/" + channel + "/messages"))
                .timeout(PATIENCE)
                .header("Authorization", "Bot " + user.token())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            boolean done = answer.statusCode() / 100 == 2;
            String id = done ? JSON.readTree(answer.body()).path("id").asText() : null;
            return new Send(number, answer.statusCode(), id);
        } catch (IOException unanswered) {
            return new Send(number, 0, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Send(number, 0, null);
        }
    }

    /// Repeats, with their nonces, the sends that were not answered.
    /// @return how many
    int repeat(URI server) {
        HttpClient client = client();
        List<Send> unanswered = unknown();
        List<Thread> threads = new ArrayList<>();
        AtomicInteger at = new AtomicInteger();
        for (int i = 0; i < Math.min(64, unanswered.size()); i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (int n = at.getAndIncrement(); n < unanswered.size(); n = at.getAndIncrement())
                    send(client, server, unanswered.get(n).number());
            }));
        }
        try {
            for (Thread thread : threads) thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return unanswered.size();
    }

    /// Whether nobody sends any more.
    boolean over() {
        return running.getCount() == 0;
    }

    List<Send> sends() {
        return List.copyOf(sends);
    }

    /// Sends begun so far.
    long started() {
        return over() ? sends.size() : next.get();
    }

    long acknowledged() {
        return acknowledged.get();
    }

    /// Answered 4xx: certainly not done.
    long refused() {
        return sends.stream().filter(send -> send.status() / 100 == 4).count();
    }

    /// Without an answer, or 5xx: done or not.
    List<Send> unknown() {
        return sends.stream()
                .filter(send -> send.status() == 0 || send.status() / 100 == 5)
                .toList();
    }

    /// Of a user who may read.
    String token() {
        return users.getFirst().token();
    }
}

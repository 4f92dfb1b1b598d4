package io.guildstorm.scenarios.run.revoke;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guildstorm.scenarios.run.exit.EnvironmentException;
import io.guildstorm.scenarios.run.load.TestBed;
import io.guildstorm.scenarios.run.server.UserApi;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// The owner of the guild, who takes the channel from readers, by calls whose answers are timed.
///
/// **Owner:** virtual threads call; what each came to stands in a concurrent queue.
final class Owner implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VIEW_CHANNEL = Long.toString(1 << 10);
    private static final String DENY_ROLE = overwrite(0);
    private static final String DENY_MEMBER = overwrite(1);

    private final TestBed bed;
    private final List<String> tokens;
    private final List<String> users;
    private final Consumer<Revocation> taken;
    private final UserApi api;
    private final ConcurrentLinkedQueue<Revocation> done = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private String role = "";

    /// @param tokens of the members, the guild's owner first
    /// @param users their ids
    /// @param taken told of each call that succeeded as soon as it has returned, from any thread
    Owner(TestBed bed, List<String> tokens, List<String> users, Consumer<Revocation> taken) {
        this.bed = bed;
        this.api = new UserApi(bed.server());
        this.tokens = List.copyOf(tokens);
        this.users = List.copyOf(users);
        this.taken = taken;
    }

    private static String overwrite(int type) {
        return "{\"type\":" + type + ",\"allow\":\"0\",\"deny\":\"" + VIEW_CHANNEL + "\"}";
    }

    /// Makes the role that may not see the channel.
    /// @throws EnvironmentException when the server does not let it
    void prepare() {
        HttpResponse<String> made =
                insist("POST", "/guilds/" + bed.guild() + "/roles", "{\"name\":\"shut out\",\"permissions\":\"0\"}");
        try {
            role = JSON.readTree(made.body()).path("id").asText();
        } catch (JsonProcessingException e) {
            throw new EnvironmentException("the server's answer is not JSON: " + made.body(), e);
        }
        insist("PUT", "/channels/" + bed.channel() + "/permissions/" + role, DENY_ROLE);
    }

    private HttpResponse<String> insist(String method, String path, String body) {
        return api.insist(method, path, body, tokens.getFirst());
    }

    void begin(Waves waves) {
        for (Waves.Strand strand : waves.strands())
            threads.add(Thread.ofVirtual().name("owner").start(() -> play(strand)));
    }

    private void play(Waves.Strand strand) {
        for (long left = strand.atNanos() - System.nanoTime(); left > 0; left = strand.atNanos() - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) return;
        }
        for (Waves.Step step : strand.steps()) {
            if (Thread.currentThread().isInterrupted()) return;
            done.add(take(step));
        }
    }

    private Revocation take(Waves.Step step) {
        String guildMember = "/guilds/" + bed.guild() + "/members/" + users.get(step.session());
        long begun = System.nanoTime();
        int status = switch (step.lever()) {
            case OVERWRITE ->
                status(
                        "PUT",
                        "/channels/" + bed.channel() + "/permissions/" + users.get(step.session()),
                        DENY_MEMBER,
                        tokens.getFirst());
            case ROLE -> status("PUT", guildMember + "/roles/" + role, "", tokens.getFirst());
            case KICK -> status("DELETE", guildMember, "", tokens.getFirst());
        };
        long answered = System.nanoTime();
        Revocation call = new Revocation(step.lever(), step.session(), begun, answered, status, 0);
        if (!call.done()) return call;
        taken.accept(call);
        int read = status("GET", "/channels/" + bed.channel() + "/messages?limit=1", "", tokens.get(step.session()));
        return new Revocation(step.lever(), step.session(), begun, answered, status, read);
    }

    private int status(String method, String path, String body, String token) {
        try {
            return api.send(method, path, body, token).statusCode();
        } catch (IOException unanswered) {
            return 0;
        }
    }

    /// Whether every call that was planned is over.
    boolean over() {
        return threads.stream().noneMatch(Thread::isAlive);
    }

    List<Revocation> done() {
        return List.copyOf(done);
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        api.close();
    }
}

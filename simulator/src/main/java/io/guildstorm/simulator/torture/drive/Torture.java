package io.guildstorm.simulator.torture.drive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guildstorm.scenarios.run.exit.EnvironmentException;
import io.guildstorm.scenarios.run.exit.UsageException;
import io.guildstorm.scenarios.run.server.AdminApi;
import io.guildstorm.simulator.torture.check.Checker;
import io.guildstorm.simulator.torture.check.Checker.Judgement;
import io.guildstorm.simulator.torture.check.Finding;
import io.guildstorm.simulator.torture.check.Rule;
import io.guildstorm.simulator.torture.facts.Moment;
import io.guildstorm.simulator.torture.history.Fault;
import io.guildstorm.simulator.torture.history.History;
import io.guildstorm.simulator.torture.plan.FaultKind;
import io.guildstorm.simulator.torture.plan.Plan;
import io.guildstorm.simulator.torture.plan.PlannedFault;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Plays a plan and judges what the clients saw.
///
/// **Owner:** the thread that calls [#run]; it does the faults.
public final class Torture {
    private static final List<String> CHANNELS = List.of("one", "two", "three");
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long HEARD_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long PULSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long TELL_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Plan plan;
    private final ServerControl server;
    private final Consumer<String> say;
    private final Recorder recorder = new Recorder();
    private final Board board = new Board();
    private final List<Line> lines = new ArrayList<>();
    private final List<Finding> deaths = new ArrayList<>();
    private volatile @Nullable InetSocketAddress target;
    private volatile boolean over;
    private volatile @Nullable RuntimeException broken;
    private long playedFrom;
    private long nextTell;

    /// @param say hears how it goes, line by line
    public Torture(Plan plan, ServerControl server, Consumer<String> say) {
        this.plan = plan;
        this.server = server;
        this.say = say;
    }

    /// @param history all that was seen
    /// @param settled whether everybody came back and heard the last words; if not, the history lacks its end
    public record Result(Judgement judgement, History history, boolean settled) {}

    /// @throws EnvironmentException when it cannot be begun
    public Result run() {
        target = server.start();
        boolean settled;
        try {
            Cast cast = cast();
            settled = play(cast);
            cast.clients().forEach(Client::close);
        } finally {
            over = true;
            lines.forEach(Line::close);
        }
        History history = recorder.history();
        return new Result(Checker.judge(history).and(deaths), history, settled);
    }

    /// Who takes part.
    private record Cast(List<Client> clients, Warden warden) {}

    private final class OurStage implements Stage {
        @Override
        public Line line() {
            Line line = new Line(() -> target);
            lines.add(line);
            return line;
        }

        @Override
        public boolean over() {
            return over;
        }

        @Override
        public boolean away() {
            return target == null && !over;
        }
    }

    private Cast cast() {
        Stage stage = new OurStage();
        Line calm = stage.line();
        Scene nowhere = new Scene("", Map.of(), new Scene.User("", "", ""), List.of());
        Rest admin = new Rest("owner", "Bearer " + server.adminToken(), calm, nowhere, recorder);
        Scene scene = scene(admin);
        Rest owner = new Rest("owner", "Bot " + scene.owner().token(), calm, scene, recorder);
        Warden warden = new Warden(scene, owner, admin, recorder, board);
        if (!warden.unavailable().isEmpty())
            say.accept(
                    "     without   " + String.join(", ", warden.unavailable()) + ": this server does not have them");
        List<Client> clients = scene.members().stream()
                .map(user -> new Client(scene, user, board, recorder, stage))
                .toList();
        return new Cast(clients, warden);
    }

    private Scene scene(Rest admin) {
        List<Scene.User> users = new ArrayList<>();
        for (AdminApi.User user : users(plan.clients().size() + 1))
            users.add(new Scene.User(users.isEmpty() ? "owner" : "c" + users.size(), user.id(), user.token()));
        ObjectNode guild = Rest.JSON
                .createObjectNode()
                .put("name", "torture")
                .put("owner", users.getFirst().id());
        ArrayNode channels = guild.putArray("channels");
        CHANNELS.forEach(name -> channels.addObject().put("name", name).put("type", 0));
        ArrayNode members = guild.putObject("members").putArray("from_users");
        users.forEach(user -> members.add(user.id()));
        var made = admin.ask("POST", "/admin/v1/guilds", guild);
        if (!made.done()) throw new EnvironmentException("the server made no guild: " + made);
        Map<String, String> ids = new LinkedHashMap<>();
        made.body()
                .path("channels")
                .forEach(channel -> ids.put(
                        channel.path("name").asText(), channel.path("id").asText()));
        return new Scene(made.body().path("id").asText(), ids, users.getFirst(), users.subList(1, users.size()));
    }

    private List<AdminApi.User> users(int count) {
        InetSocketAddress address = Objects.requireNonNull(target, "it was started");
        URI uri = URI.create("http://" + address.getHostString() + ":" + address.getPort());
        try (AdminApi api = new AdminApi(uri, server.adminToken())) {
            return api.createUsers(count, "c", plan.seed());
        }
    }

    private boolean play(Cast cast) {
        List<Thread> sessions =
                cast.clients().stream().map(client -> actor(client.sessions())).toList();
        if (!await(() -> allLive(cast), PATIENCE_NANOS))
            throw new EnvironmentException("not all clients could sign in within a minute");
        List<Thread> actors = new ArrayList<>();
        for (int i = 0; i < cast.clients().size(); i++) {
            Client client = cast.clients().get(i);
            var steps = plan.clients().get(i);
            actors.add(actor(() -> client.follow(steps)));
        }
        actors.add(actor(() -> cast.warden().follow(plan.warden(), () -> over)));
        playedFrom = recorder.now();
        boolean well = plan.faults().stream().allMatch(this::inflict)
                && until(plan.duration().toMillis());
        over = true;
        actors.forEach(Torture::join);
        boolean settled = well && settle(cast);
        cast.clients().forEach(client -> client.sessions().end());
        sessions.forEach(Torture::join);
        if (well) cast.warden().readAll();
        return settled;
    }

    /// A part of ours that breaks ends the run, for what it saw is missing.
    private Thread actor(Runnable part) {
        return Thread.startVirtualThread(() -> {
            try {
                part.run();
            } catch (RuntimeException e) {
                broken = e;
            }
        });
    }

    private static boolean allLive(Cast cast) {
        return cast.clients().stream().allMatch(client -> client.sessions().live());
    }

    private boolean settle(Cast cast) {
        cast.warden().restore();
        await(() -> allLive(cast), PATIENCE_NANOS);
        List<String> texts = cast.warden().lastWords();
        boolean heard = await(
                () -> allLive(cast)
                        && cast.clients().stream()
                                .allMatch(client -> texts.stream().allMatch(client::wasTold)),
                HEARD_NANOS);
        say.accept("     settled   " + (heard ? "everybody" : "not everybody") + " heard the last words");
        return heard;
    }

    /// @return whether the server is there again
    private boolean inflict(PlannedFault fault) {
        if (!until(fault.atMillis())) return false;
        long begin = recorder.now();
        Fault.Kind kind = kind(fault.kind());
        try {
            if (kind == Fault.Kind.FREEZE) {
                server.freeze(fault.millis());
            } else {
                if (kind == Fault.Kind.STOP) server.stop();
                else server.kill();
                target = null; // not before: what is under way then is what matters
                target = server.start();
            }
        } catch (EnvironmentException | UsageException e) {
            died(begin, kind.words() + ": " + e.getMessage());
            return false;
        }
        Fault done = new Fault(kind, begin, recorder.now());
        recorder.happened(done);
        playedFrom += done.end() - done.begin();
        tell(String.format(Locale.ROOT, "%s, %.1f s", kind.words(), (done.end() - begin) / 1e9));
        return true;
    }

    private static Fault.Kind kind(FaultKind kind) {
        return switch (kind) {
            case KILL -> Fault.Kind.KILL;
            case STOP -> Fault.Kind.STOP;
            case FREEZE -> Fault.Kind.FREEZE;
            case CUT, ACCESS -> throw new IllegalArgumentException("not done to the server: " + kind);
        };
    }

    private void died(long at, String what) {
        deaths.add(
                new Finding(Rule.SERVER_DIED, "the server is gone", List.of(new Moment(at, "server", what.strip()))));
    }

    /// @param millis of the plan, whose time stands still while the server does
    /// @return whether the server lived until then
    private boolean until(long millis) {
        long instant = playedFrom + TimeUnit.MILLISECONDS.toNanos(millis);
        boolean fell = await(() -> !server.alive() || recorder.now() >= instant, Long.MAX_VALUE) && !server.alive();
        if (fell) died(recorder.now(), "ended by itself");
        return !fell;
    }

    private boolean await(BooleanSupplier condition, long nanos) {
        long begun = recorder.now();
        while (!condition.getAsBoolean()) {
            if (broken != null) throw new IllegalStateException("a client of ours broke: " + broken, broken);
            if (recorder.now() - begun > nanos) return false;
            if (recorder.now() >= nextTell) tell("");
            LockSupport.parkNanos(PULSE_NANOS);
        }
        return true;
    }

    private void tell(String event) {
        nextTell = recorder.now() + TELL_NANOS;
        say.accept(String.format(
                Locale.ROOT,
                "     %5.0f s   %,d calls · %,d dispatches%s",
                recorder.now() / 1e9,
                recorder.calls(),
                recorder.dispatches(),
                Optional.of(event)
                        .filter(text -> !text.isEmpty())
                        .map(text -> " · " + text)
                        .orElse("")));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.guildstorm.scenarios.run.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guildstorm.scenarios.run.process.Child;
import io.guildstorm.scenarios.run.process.Children;
import io.guildstorm.scenarios.run.process.Home;
import io.guildstorm.scenarios.run.process.Inbox;
import io.guildstorm.scenarios.run.server.JvmFlags;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gatling, the active users, as the run knows it.
///
/// **Owner:** the run's thread.
public final class GatlingProcess {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PACKAGE = "io.guildstorm.scenarios.gatling.";
    private static final int HEAP_MIB = 512;

    private final Child child;
    private boolean up;
    private boolean signedIn;
    private boolean done;
    private @Nullable String failure;
    private Progress progress = new Progress(0, 0, 0, 0, 0);

    private GatlingProcess(Child child) {
        this.child = child;
    }

    /// What it did so far.
    /// @param intended sends that the schedule asked for until now
    /// @param lagMaxMs of the last half second
    public record Progress(long intended, long started, long acknowledged, long failed, double lagMaxMs) {
        /// Sends whose answer is still out.
        public long open() {
            return started - acknowledged - failed;
        }
    }

    /// @param simulation its class's simple name
    /// @param settings the simulation's `gs.*` properties, without that prefix
    /// @param results Gatling's own folder
    public static GatlingProcess start(
            Home home, String simulation, Map<String, String> settings, Path results, Children children, Inbox inbox) {
        List<String> command = new ArrayList<>(List.of(Home.java()));
        command.addAll(flags());
        command.add("-Djava.util.prefs.userRoot=" + results);
        settings.forEach((key, value) -> command.add("-Dgs." + key + "=" + value));
        command.addAll(List.of("-cp", home.scenariosClassPath(), "io.gatling.app.Gatling"));
        command.addAll(List.of(
                "-s", PACKAGE + simulation, "-rf", results.toString(), "-nr", "-rd", "run", "-l", "guildstorm"));
        Listener listener = new Listener(inbox);
        GatlingProcess gatling = new GatlingProcess(children.start("gatling-0", command, listener::take));
        listener.gatling = gatling; // before this thread looks into the inbox, so nothing said is missed
        return gatling;
    }

    /// Of its JVM. The proxy that nobody listens at keeps Gatling's version check, which no setting stops, on
    /// this machine; its own HTTP client does not use it.
    public static List<String> flags() {
        List<String> flags = new ArrayList<>(JvmFlags.quickLoad(HEAP_MIB));
        flags.addAll(List.of("-Dio.netty.eventLoopThreads=1", "-Dhttps.proxyHost=127.0.0.1", "-Dhttps.proxyPort=9"));
        return flags;
    }

    private void hear(JsonNode event) {
        switch (event.path("event").asText()) {
            case "up" -> up = true;
            case "signed_in" -> signedIn = true;
            case "tick" ->
                progress = new Progress(
                        event.path("intended").asLong(),
                        event.path("started").asLong(),
                        event.path("acknowledged").asLong(),
                        event.path("failed").asLong(),
                        event.path("lag_max_ms").asDouble());
            case "failed" -> failure = event.path("text").asText();
            case "done" -> done = true;
            default -> {}
        }
    }

    /// Sends begin: index n is due at `anchorNanos` + its offset in the schedule.
    public void begin(long anchorNanos) {
        child.say("{\"cmd\":\"start\",\"anchor_ns\":" + anchorNanos + "}");
    }

    /// More sends, after those of the first part.
    /// @param fromIndex number of the first of them
    public void phase(long anchorNanos, long fromIndex, double seconds) {
        child.say("{\"cmd\":\"phase\",\"anchor_ns\":" + anchorNanos + ",\"from_index\":" + fromIndex + ",\"seconds\":"
                + seconds + "}");
    }

    /// No more sends; it writes its files, says `done` and exits.
    public void end() {
        child.say("{\"cmd\":\"end\"}");
    }

    public Child child() {
        return child;
    }

    public boolean up() {
        return up;
    }

    /// Every user has signed in and waits for its first send.
    public boolean signedIn() {
        return signedIn;
    }

    public boolean done() {
        return done;
    }

    /// Why it gave up, null while it has not.
    public @Nullable String failure() {
        return failure;
    }

    public Progress progress() {
        return progress;
    }

    /// Reads on the pump thread, hands over on the run's.
    private static final class Listener {
        private final Inbox inbox;
        private @Nullable GatlingProcess gatling;

        Listener(Inbox inbox) {
            this.inbox = inbox;
        }

        boolean take(String line) {
            if (!line.startsWith("@{")) return false;
            try {
                JsonNode event = JSON.readTree(line.substring(1));
                inbox.post(() -> {
                    if (gatling != null) gatling.hear(event);
                });
                return true;
            } catch (JsonProcessingException notOurs) {
                return false;
            }
        }
    }
}

package io.guildstorm.scenarios.run.load;

import io.guildstorm.scenarios.run.exit.EnvironmentException;
import io.guildstorm.scenarios.run.process.Child;
import io.guildstorm.scenarios.run.process.Children;
import io.guildstorm.scenarios.run.process.Home;
import io.guildstorm.scenarios.run.process.Inbox;
import io.guildstorm.scenarios.run.server.JvmFlags;
import io.guildstorm.scenarios.swarm.SwarmCommand;
import io.guildstorm.scenarios.swarm.SwarmConfig;
import io.guildstorm.scenarios.swarm.SwarmEvent;
import io.guildstorm.scenarios.swarm.SwarmLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A swarm as its run knows it.
///
/// **Owner:** the run's thread.
public final class SwarmProcess {
    private static final String MAIN = "io.guildstorm.scenarios.swarm.Main";
    private static final int HEAP_MIB = 384;

    private final Child child;
    private final SwarmConfig config;
    private final Map<Integer, Integer> closed = new TreeMap<>();
    private final Map<String, Integer> refusals = new TreeMap<>();
    private boolean up;
    private int connects;
    private SwarmEvent.@Nullable Connected connected;
    private SwarmEvent.@Nullable Returned returned;
    private SwarmEvent.@Nullable Tick tick;
    private SwarmEvent.@Nullable RampStep rampStep;
    private SwarmEvent.@Nullable Published published;
    private SwarmEvent.@Nullable Missing missing;
    private SwarmEvent.@Nullable Result result;

    private SwarmProcess(Child child, SwarmConfig config) {
        this.child = child;
        this.config = config;
    }

    /// How a process is started: [Children#start] or [Children#startBehind].
    interface Launch {
        Child start(String name, List<String> command, Predicate<String> forUs);
    }

    /// Behind those that measure it.
    /// @param work folder for its configuration
    public static SwarmProcess start(Home home, SwarmConfig config, Path work, Children children, Inbox inbox) {
        return start(home, config, work, children::startBehind, inbox);
    }

    static SwarmProcess start(Home home, SwarmConfig config, Path work, Launch launch, Inbox inbox) {
        Path file = work.resolve(config.name() + ".json");
        try {
            Files.writeString(file, SwarmLines.write(config));
        } catch (IOException e) {
            throw new EnvironmentException("cannot write " + file + ": " + e.getMessage(), e);
        }
        List<String> command = new ArrayList<>(List.of(Home.java()));
        command.addAll(flags());
        command.addAll(List.of("-cp", home.scenariosClassPath(), MAIN, file.toString()));
        Listener listener = new Listener(inbox);
        Child child = launch.start(config.name(), command, listener::take);
        SwarmProcess swarm = new SwarmProcess(child, config);
        listener.swarm = swarm; // before this thread looks into the inbox, so nothing said is missed
        return swarm;
    }

    /// Of its JVM.
    public static List<String> flags() {
        return JvmFlags.load(HEAP_MIB);
    }

    private void hear(SwarmEvent event) {
        switch (event) {
            case SwarmEvent.Up _ -> up = true;
            case SwarmEvent.Connected it -> {
                connected = it;
                connects++;
            }
            case SwarmEvent.Returned it -> returned = it;
            case SwarmEvent.Refused it -> refusals.merge(it.reason(), it.count(), Integer::sum);
            case SwarmEvent.Tick it -> tick = it;
            case SwarmEvent.Closed it -> closed.merge(it.code(), it.count(), Integer::sum);
            case SwarmEvent.RampStep it -> rampStep = it;
            case SwarmEvent.Published it -> published = it;
            case SwarmEvent.Missing it -> missing = it;
            case SwarmEvent.Result it -> result = it;
        }
    }

    public void say(SwarmCommand command) {
        switch (command) {
            case SwarmCommand.RampWindow _ -> rampStep = null;
            case SwarmCommand.Publish _ -> published = null;
            case SwarmCommand.Drained _ -> missing = null;
            default -> {}
        }
        child.say(SwarmLines.write(command));
    }

    public Child child() {
        return child;
    }

    public SwarmConfig config() {
        return config;
    }

    public boolean up() {
        return up;
    }

    /// How many connects have been answered.
    public int connects() {
        return connects;
    }

    /// The answer to the last connect.
    public SwarmEvent.@Nullable Connected connected() {
        return connected;
    }

    /// How those came back whose connections were cut, null until all did or failed to.
    public SwarmEvent.@Nullable Returned returned() {
        return returned;
    }

    public SwarmEvent.@Nullable Tick tick() {
        return tick;
    }

    /// The answer to the last ramp window, null until it comes.
    public SwarmEvent.@Nullable RampStep rampStep() {
        return rampStep;
    }

    public SwarmEvent.@Nullable Published published() {
        return published;
    }

    /// The answer to the last question what is missing, null until it comes.
    public SwarmEvent.@Nullable Missing missing() {
        return missing;
    }

    public SwarmEvent.@Nullable Result result() {
        return result;
    }

    /// Close code → sessions that the server ended.
    public Map<Integer, Integer> closed() {
        return closed;
    }

    /// Why sessions did not become ready → how many.
    public Map<String, Integer> refusals() {
        return refusals;
    }

    /// Reads on the pump thread, hands over on the run's.
    private static final class Listener {
        private final Inbox inbox;
        private @Nullable SwarmProcess swarm;

        Listener(Inbox inbox) {
            this.inbox = inbox;
        }

        boolean take(String line) {
            if (!line.startsWith("{\"event\"")) return false;
            SwarmEvent event = SwarmLines.event(line);
            inbox.post(() -> {
                if (swarm != null) swarm.hear(event);
            });
            return true;
        }
    }
}

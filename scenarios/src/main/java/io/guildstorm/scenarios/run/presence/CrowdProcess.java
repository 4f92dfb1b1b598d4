package io.guildstorm.scenarios.run.presence;

import io.guildstorm.scenarios.run.context.RunContext;
import io.guildstorm.scenarios.run.exit.EnvironmentException;
import io.guildstorm.scenarios.run.process.Child;
import io.guildstorm.scenarios.run.process.Home;
import io.guildstorm.scenarios.run.process.Inbox;
import io.guildstorm.scenarios.run.server.JvmFlags;
import io.guildstorm.scenarios.swarm.presence.CrowdCommand;
import io.guildstorm.scenarios.swarm.presence.CrowdConfig;
import io.guildstorm.scenarios.swarm.presence.CrowdEvent;
import io.guildstorm.scenarios.swarm.presence.CrowdLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The crowd as its run knows it.
///
/// **Owner:** the run's thread.
final class CrowdProcess {
    private static final String MAIN = "io.guildstorm.scenarios.swarm.presence.Main";
    private static final int HEAP_MIB = 512;

    private final Child child;
    private boolean up;
    private CrowdEvent.@Nullable Connected connected;
    private CrowdEvent.@Nullable Tick tick;
    private CrowdEvent.@Nullable Result result;

    private CrowdProcess(Child child) {
        this.child = child;
    }

    /// Behind those that measure it.
    static CrowdProcess start(RunContext run, CrowdConfig config) {
        Path file = run.folder().work().resolve(config.name() + ".json");
        try {
            Files.writeString(file, CrowdLines.write(config));
        } catch (IOException e) {
            throw new EnvironmentException("cannot write " + file + ": " + e.getMessage(), e);
        }
        List<String> command = new ArrayList<>(List.of(Home.java()));
        command.addAll(flags());
        command.addAll(List.of("-cp", run.home().scenariosClassPath(), MAIN, file.toString()));
        Listener listener = new Listener(run.inbox());
        CrowdProcess crowd = new CrowdProcess(run.children().startBehind(config.name(), command, listener::take));
        listener.crowd = crowd; // before this thread looks into the inbox, so nothing said is missed
        run.sampler().watch(config.name(), crowd.child().pid());
        return crowd;
    }

    /// Of its JVM.
    static List<String> flags() {
        return JvmFlags.load(HEAP_MIB);
    }

    private void hear(CrowdEvent event) {
        switch (event) {
            case CrowdEvent.Up _ -> up = true;
            case CrowdEvent.Connected it -> connected = it;
            case CrowdEvent.Tick it -> tick = it;
            case CrowdEvent.Result it -> result = it;
        }
    }

    void say(CrowdCommand command) {
        child.say(CrowdLines.write((Record) command));
    }

    Child child() {
        return child;
    }

    boolean up() {
        return up;
    }

    /// Null until every session is ready or has failed.
    CrowdEvent.@Nullable Connected connected() {
        return connected;
    }

    CrowdEvent.@Nullable Tick tick() {
        return tick;
    }

    CrowdEvent.@Nullable Result result() {
        return result;
    }

    /// Reads on the pump thread, hands over on the run's.
    private static final class Listener {
        private final Inbox inbox;
        private @Nullable CrowdProcess crowd;

        Listener(Inbox inbox) {
            this.inbox = inbox;
        }

        boolean take(String line) {
            if (!line.startsWith("{")) return false;
            try {
                CrowdEvent event = CrowdLines.event(line);
                inbox.post(() -> {
                    if (crowd != null) crowd.hear(event);
                });
                return true;
            } catch (IllegalArgumentException notOurs) {
                return false;
            }
        }
    }
}

package io.guildstorm.scenarios.run.load;

import io.guildstorm.scenarios.run.context.RunContext;
import io.guildstorm.scenarios.run.machine.ProcessReading;
import io.guildstorm.scenarios.run.process.Child;
import io.guildstorm.scenarios.run.process.Home;
import io.guildstorm.scenarios.run.screen.Bars;
import io.guildstorm.scenarios.run.server.JvmFlags;
import io.guildstorm.scenarios.swarm.SwarmCommand;
import io.guildstorm.scenarios.swarm.SwarmConfig;
import io.guildstorm.scenarios.workload.HotChannel;
import io.guildstorm.scenarios.workload.LoadPlan;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What a delivery costs at the least: a process that does nothing but write the same frame to each socket with the
/// system's `send`, read by the same swarm at the same rate, just before the server starts.
public final class Floor {
    private static final String MAIN = "io.guildstorm.scenarios.floor.Main";
    private static final int HEAP_MIB = 256;
    private static final int WARMUP_SECONDS = 2;
    private static final int WINDOWS = 3;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private static final String ALONE = "send alone ";

    private final RunContext run;
    private @Nullable Double aloneUs;

    public Floor(RunContext run) {
        this.run = run;
    }

    /// @param us CPU microseconds a delivery, the median of three windows of a second
    /// @param spreadUs largest minus smallest window
    /// @param aloneUs of a `send` whose thread does nothing else; null: not told
    public record Figures(
            double us, double spreadUs, @Nullable Double aloneUs) {
        /// `bare socket write 3.4 µs`
        public String inWords() {
            return "bare socket write " + Bars.ms(us) + " µs";
        }
    }

    /// Null when it cannot be measured here.
    public @Nullable Figures measure(LoadPlan plan, int loops) {
        URI[] address = new URI[1];
        List<String> command = new ArrayList<>(List.of(Home.java()));
        command.addAll(JvmFlags.quickLoad(HEAP_MIB));
        command.addAll(List.of(
                "-cp", run.home().scenariosClassPath(), MAIN, "--port", "0", "--bytes", HotChannel.FRAME_BYTES + ""));
        Child floor = run.children().startBehind("floor-0", command, line -> {
            if (line.startsWith(ALONE))
                run.inbox().post(() -> aloneUs = Double.valueOf(line.substring(ALONE.length())));
            if (line.startsWith("ready "))
                run.inbox().post(() -> address[0] = URI.create(line.substring(6).strip()));
            return false;
        });
        await(() -> address[0] != null || !floor.alive());
        if (address[0] == null) return null;
        SwarmProcess swarm = SwarmProcess.start(
                run.home(), config(plan, loops, address[0]), run.folder().work(), run.children(), run.inbox());
        try {
            return measured(plan, floor, swarm);
        } finally {
            swarm.say(new SwarmCommand.Finish(List.of(), List.of(), false, List.of()));
            swarm.child().hangUp();
            floor.hangUp();
            swarm.child().stop(2_000);
            floor.stop(2_000);
        }
    }

    private @Nullable Figures measured(LoadPlan plan, Child floor, SwarmProcess swarm) {
        await(swarm::up);
        swarm.say(new SwarmCommand.Connect(plan.sessions()));
        await(() -> swarm.connects() > 0 || !swarm.child().alive());
        var connected = swarm.connected();
        if (connected == null || connected.ready() < plan.sessions()) return null;
        long anchor = System.nanoTime() + SECOND / 2;
        swarm.say(new SwarmCommand.Publish(
                plan.ratePerSecond(), anchor, WARMUP_SECONDS + WINDOWS + 0.5, HotChannel.FRAME_BYTES));
        // half a gap before a message, so that each window holds the same number of them
        long from = anchor + WARMUP_SECONDS * SECOND - (long) (SECOND / plan.ratePerSecond() / 2);
        double[] cpu = new double[WINDOWS + 1];
        for (int i = 0; i <= WINDOWS; i++) {
            run.inbox().awaitInstant(from + i * SECOND);
            Double seconds = ProcessReading.fineCpuSeconds(floor.pid());
            if (seconds == null) return null;
            cpu[i] = seconds;
        }
        double[] us = new double[WINDOWS];
        double deliveries = connected.ready() * plan.ratePerSecond();
        for (int i = 0; i < WINDOWS; i++) us[i] = (cpu[i + 1] - cpu[i]) * 1e6 / deliveries;
        Arrays.sort(us);
        return us[0] <= 0 ? null : new Figures(us[WINDOWS / 2], us[WINDOWS - 1] - us[0], aloneUs);
    }

    private SwarmConfig config(LoadPlan plan, int loops, URI address) {
        String nothing = run.folder().work().resolve("none").toString();
        return new SwarmConfig(
                "floor-swarm-0",
                address.getHost(),
                address.getPort(),
                "/",
                nothing,
                nothing,
                0,
                plan.sessions(),
                loops,
                "0",
                "0",
                0,
                run.folder().work(),
                SwarmConfig.Mode.FLOOR,
                run.request().seed(),
                0,
                0);
    }

    private void await(java.util.function.BooleanSupplier condition) {
        run.inbox().await(condition, System.nanoTime() + PATIENCE_NANOS);
    }
}

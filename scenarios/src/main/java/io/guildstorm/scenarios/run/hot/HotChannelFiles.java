package io.guildstorm.scenarios.run.hot;

import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.record.Machine;
import io.guildstorm.reports.record.RunFile;
import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.series.Arrivals;
import io.guildstorm.reports.series.Series;
import io.guildstorm.reports.series.SeriesJoin;
import io.guildstorm.reports.series.ServerSend;
import io.guildstorm.reports.series.Window;
import io.guildstorm.reports.target.Observations;
import io.guildstorm.reports.target.Verdicts;
import io.guildstorm.scenarios.run.context.RunContext;
import io.guildstorm.scenarios.run.context.RunEnd;
import io.guildstorm.scenarios.run.context.RunRequest;
import io.guildstorm.scenarios.run.context.StoppedException;
import io.guildstorm.scenarios.run.context.Terms;
import io.guildstorm.scenarios.run.context.ToolVersion;
import io.guildstorm.scenarios.run.load.GatlingProcess;
import io.guildstorm.scenarios.run.load.SwarmProcess;
import io.guildstorm.scenarios.run.machine.MachineFacts;
import io.guildstorm.scenarios.swarm.SwarmEvent;
import io.guildstorm.scenarios.workload.LoadPlan;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The folder that `hot-channel` leaves: tables joined over the processes, the record judged, everything written.
final class HotChannelFiles {
    private final RunContext run;
    private final LoadPlan plan;
    private final Terms terms;
    private final Variation variation;

    HotChannelFiles(RunContext run, LoadPlan plan, Terms terms, Variation variation) {
        this.run = run;
        this.plan = plan;
        this.terms = terms;
        this.variation = variation;
    }

    /// Everything, the page too.
    /// @return the record as written
    RunRecord write(Measured found) throws IOException {
        RunRecord judged = judged(found);
        new RunEnd(run).write(judged);
        return judged;
    }

    /// Everything that the page of several rounds may be made from.
    /// @return the record as written
    RunRecord keep(Measured found) throws IOException {
        RunRecord judged = judged(found);
        RunFile.write(run.folder().runJson(), judged);
        return judged;
    }

    private RunRecord judged(Measured found) throws IOException {
        RunFolder folder = run.folder();
        if (found.flight != null) ServerSend.write(folder, found.flight.sends());
        RunRecord measured = new HotChannelRecord(folder, plan, run.request().seed(), found, variation)
                .figures()
                .scenario(variation.scenario())
                .command(run.request().command())
                .profile(run.request().profile())
                .tool(ToolVersion.of(run.home()))
                .machine(machine(found))
                .settings(terms.switches().effective(terms.settings()))
                .experiment(experiment(found))
                .build();
        Series series = series(found);
        if (series != null) series.write(folder.series());
        arrivals(found, measured);
        return Verdicts.judge(measured, terms.targets(), observations(found, series));
    }

    private Machine machine(Measured found) {
        RunRequest.Remote remote = run.request().remote();
        Map<String, List<String>> flags = new LinkedHashMap<>();
        if (found.server != null) flags.put("server", found.server.flags());
        flags.put("gatling", GatlingProcess.flags());
        flags.put("swarm", SwarmProcess.flags());
        Machine.Draft machine = MachineFacts.draft(flags)
                .nice(run.sampler().nice())
                .transport(found.transport)
                .network(remote == null ? "loopback" : "to " + remote.address())
                .sharedWithLoad(remote == null || remote.pid() != null);
        if (found.floor != null)
            machine.bareSendUs(found.floor.us())
                    .bareSendSpreadUs(found.floor.spreadUs())
                    .sendSyscallUs(found.floor.aloneUs());
        return machine.build();
    }

    /// What the scenario adds to the record: what was asked for beside what fitted, and facts without a field.
    private Map<String, @Nullable Object> experiment(Measured found) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("quick", run.request().quick());
        facts.put("server_ready_s", found.serverReadySeconds);
        facts.put("connect_s", found.connectSeconds);
        facts.put("server_rss_connected_bytes", found.rssAfterConnect);
        facts.put("frame_bytes_floor", io.guildstorm.scenarios.workload.HotChannel.FRAME_BYTES);
        facts.put(
                "frame_bytes_median",
                found.swarm.isEmpty() ? null : found.swarm.getFirst().frameBytesMedian());
        if (found.openOneIn > 0 && !variation.toEveryone()) facts.putAll(new PassiveFacts(found).experiment());
        facts.put("notes", found.notes);
        facts.putAll(variation.experiment());
        return facts;
    }

    private @Nullable Series series(Measured found) throws IOException {
        Window window = found.window;
        if (window == null) return null;
        SeriesJoin join = new SeriesJoin(window)
                .hiccups(run.sampler().hiccupMs())
                .steal(run.sampler().stealShare());
        run.sampler().cpu().forEach(join::cpu);
        if (found.flight != null) {
            join.gcPauses(found.flight.pauses());
            found.flight.queues().forEach(join::queue);
        }
        return join.join(run.folder());
    }

    private void arrivals(Measured found, RunRecord measured) throws IOException {
        Audit audit = measured.audit();
        if (audit == null || found.window == null) return;
        // what is missing is counted over the whole run; nearly always it is nothing
        long missing = audit.lost() + audit.inFlight();
        int unaddressed = variation.toEveryone() ? 0 : found.passive();
        Arrivals.join(run.folder(), new Arrivals.Due(missing, found.online - unaddressed))
                .write(run.folder().arrivals());
    }

    private Observations observations(Measured found, @Nullable Series series) {
        StoppedException stopped = found.stopped;
        Observations seen = Observations.NONE
                .withFloorFailed(found.floorFailed)
                .withOtherRuns(run.living().met())
                .withSeries(series)
                .withWitnesses(found.swarm.stream()
                        .flatMap(result -> result.examples().stream())
                        .toList());
        var busy =
                found.swarm.stream().mapToDouble(SwarmEvent.Result::busyMax5s).max();
        if (busy.isPresent()) seen = seen.withBusyMax5s(busy.getAsDouble());
        return stopped == null ? seen : stopped.observed(seen);
    }
}

package io.guildstorm.scenarios.run.presence;

import io.guildstorm.reports.record.Machine;
import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.scenarios.presence.Timetable;
import io.guildstorm.scenarios.run.context.StoppedException;
import io.guildstorm.scenarios.run.machine.Sampler;
import io.guildstorm.scenarios.run.sides.Design;
import io.guildstorm.scenarios.swarm.presence.CrowdEvent;
import java.time.Instant;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// What a round came to; null where it did not get so far.
/// @param connectSeconds from the first connect until all were ready
/// @param anchorSeconds from the first connect until the timetable began
/// @param used from the first connect until every view had to be right
/// @param recoveryMs until the presence server that was killed knew its users again; null: none was killed
/// @param inProcess what came of users without sockets; null: there were none
/// @param meters what the server counted of statuses, by its own names
record PlayedStorm(
        Design design,
        Instant started,
        RunFolder folder,
        Scene scene,
        Timetable timetable,
        double connectSeconds,
        double anchorSeconds,
        CrowdEvent.@Nullable Result result,
        Sampler.@Nullable Used used,
        @Nullable Histogram hiccups,
        Map<String, Long> meters,
        @Nullable Long recoveryMs,
        InProcessCrowd.@Nullable Played inProcess,
        @Nullable Machine machine,
        @Nullable Long serverRssMost,
        @Nullable StoppedException stopped) {
    PlayedStorm {
        meters = Map.copyOf(meters);
    }
}

package io.guildstorm.scenarios.run.sides;

import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.scenarios.run.hot.PlayedRound;
import io.guildstorm.scenarios.run.hot.Variation;
import java.time.Instant;

/// A round that was played.
/// @param variation what was done in it
public record SideRound<V extends Variation>(
        Design design, Instant started, RunFolder folder, V variation, PlayedRound played) {}

package io.guildstorm.reports.page.section;

import io.guildstorm.reports.target.PresenceFigures;
import java.util.List;

/// The sections of a report, in their order: the verdict first, then why, then how to doubt and repeat it.
public final class Sections {
    private static final List<Section> ALL = List.of(
            new ArrivalSection(),
            new VerdictSection(),
            new HeadroomSection(),
            new CostSection(),
            new StagesSection(),
            new SessionsSection(),
            new SecondsSection(),
            new PercentileSection(),
            new MinuteSection(),
            new LimitsSection(),
            new RepeatSection());
    private static final List<Section> PRESENCE = List.of(
            new PresenceSection(),
            new VerdictSection(),
            new CostSection(),
            new MinuteSection(),
            new LimitsSection(),
            new RepeatSection());

    private Sections() {}

    public static List<Section> all() {
        return ALL;
    }

    /// Those of a run: one that has no messages has no arrival of one either.
    public static List<Section> of(RunData run) {
        return PresenceFigures.of(run.record().experiment()) == null ? ALL : PRESENCE;
    }
}

package io.guildstorm.reports.page.section;

import io.guildstorm.reports.target.PhoneFigures;
import io.guildstorm.reports.target.PresenceFigures;
import io.guildstorm.reports.target.VisibleFigures;
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
    private static final List<Section> PRESENCE = instead(new PresenceSection());
    private static final List<Section> VISIBLE = instead(new VisibleSection());
    private static final List<Section> PHONE = instead(new PhoneSection());

    private Sections() {}

    /// Of a run that has no messages, and so no arrival of one either.
    private static List<Section> instead(Section first) {
        return List.of(
                first,
                new VerdictSection(),
                new CostSection(),
                new MinuteSection(),
                new LimitsSection(),
                new RepeatSection());
    }

    public static List<Section> all() {
        return ALL;
    }

    /// Those of a run.
    public static List<Section> of(RunData run) {
        var experiment = run.record().experiment();
        if (VisibleFigures.of(experiment) != null) return VISIBLE;
        if (PhoneFigures.of(experiment) != null) return PHONE;
        return PresenceFigures.of(experiment) == null ? ALL : PRESENCE;
    }
}

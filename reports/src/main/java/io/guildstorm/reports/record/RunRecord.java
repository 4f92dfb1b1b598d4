package io.guildstorm.reports.record;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that a run found out: `run.json`, schema [#SCHEMA]. docs/report.md tells what each word means.
/// @param warmupS         outside every latency and cost, inside the audit
/// @param headline        one sentence, made once, the same in terminal, report, summary, JUnit and card
/// @param reasons         why the verdict is not a plain pass
/// @param profile         `slack` or `discord`; null: both targets of the scenario
/// @param settings        every switch, defaults included
/// @param auditInProcess  in-process sessions, counted by code of its own
/// @param targets         what was judged
/// @param sides           null with one side; the other blocks repeat the judged one
/// @param experiment      specific to the scenario, which documents it
public record RunRecord(
        String schema,
        String scenario,
        @Nullable Instant started,
        @Nullable Double warmupS,
        @Nullable Double durationS,
        @Nullable String headline,
        @Nullable Verdict verdict,
        List<Reason> reasons,
        @Nullable String command,
        @Nullable Long seed,
        @Nullable String profile,
        @Nullable Tool tool,
        @Nullable Machine machine,
        @Nullable Disturbance disturbance,
        Map<String, @Nullable Object> settings,
        @Nullable Load load,
        @Nullable Guild guild,
        @Nullable Sessions sessions,
        @Nullable Audit audit,
        @Nullable Audit auditInProcess,
        Latency latency,
        @Nullable Cost cost,
        @Nullable Headroom headroom,
        List<TargetResult> targets,
        List<Claim> claims,
        @Nullable List<Side> sides,
        @Nullable List<Round> rounds,
        @Nullable List<Effect> effects,
        @Nullable Map<String, @Nullable Object> experiment) {
    /// The schema that this version writes; it reads every `guildstorm.run/1`.
    public static final String SCHEMA = "guildstorm.run/1";

    public RunRecord {
        reasons = Frozen.list(reasons);
        settings = Frozen.map(settings);
        if (latency == null) latency = Latency.NONE;
        targets = Frozen.list(targets);
        claims = Frozen.list(claims);
        sides = sides == null ? null : List.copyOf(sides);
        rounds = rounds == null ? null : List.copyOf(rounds);
        effects = effects == null ? null : List.copyOf(effects);
        experiment = experiment == null ? null : Frozen.map(experiment);
    }

    public static Draft of(String scenario) {
        return new Draft().scenario(scenario);
    }

    /// A copy to change.
    public Draft draft() {
        Draft draft = new Draft();
        draft.schema = schema;
        draft.scenario = scenario;
        draft.started = started;
        draft.warmupS = warmupS;
        draft.durationS = durationS;
        draft.headline = headline;
        draft.verdict = verdict;
        draft.reasons = reasons;
        draft.command = command;
        draft.seed = seed;
        draft.profile = profile;
        draft.tool = tool;
        draft.machine = machine;
        draft.disturbance = disturbance;
        draft.settings = settings;
        draft.load = load;
        draft.guild = guild;
        draft.sessions = sessions;
        draft.audit = audit;
        draft.auditInProcess = auditInProcess;
        draft.latency = latency;
        draft.cost = cost;
        draft.headroom = headroom;
        draft.targets = targets;
        draft.claims = claims;
        draft.sides = sides;
        draft.rounds = rounds;
        draft.effects = effects;
        draft.experiment = experiment;
        return draft;
    }
    /// A record being filled; what is not given stays unknown. **Owner:** the thread that fills it.
    public static final class Draft {
        private String schema = SCHEMA;
        private String scenario = "";
        private @Nullable Instant started;
        private @Nullable Double warmupS;
        private @Nullable Double durationS;
        private @Nullable String headline;
        private @Nullable Verdict verdict;
        private List<Reason> reasons = List.of();
        private @Nullable String command;
        private @Nullable Long seed;
        private @Nullable String profile;
        private @Nullable Tool tool;
        private @Nullable Machine machine;
        private @Nullable Disturbance disturbance;
        private Map<String, @Nullable Object> settings = Map.of();
        private @Nullable Load load;
        private @Nullable Guild guild;
        private @Nullable Sessions sessions;
        private @Nullable Audit audit;
        private @Nullable Audit auditInProcess;
        private Latency latency = Latency.NONE;
        private @Nullable Cost cost;
        private @Nullable Headroom headroom;
        private List<TargetResult> targets = List.of();
        private List<Claim> claims = List.of();
        private @Nullable List<Side> sides;
        private @Nullable List<Round> rounds;
        private @Nullable List<Effect> effects;
        private @Nullable Map<String, @Nullable Object> experiment;

        public Draft schema(String value) {
            schema = value;
            return this;
        }

        public Draft scenario(String value) {
            scenario = value;
            return this;
        }

        public Draft started(@Nullable Instant value) {
            started = value;
            return this;
        }

        public Draft warmupS(@Nullable Double value) {
            warmupS = value;
            return this;
        }

        public Draft durationS(@Nullable Double value) {
            durationS = value;
            return this;
        }

        public Draft headline(@Nullable String value) {
            headline = value;
            return this;
        }

        public Draft verdict(@Nullable Verdict value) {
            verdict = value;
            return this;
        }

        public Draft reasons(List<Reason> value) {
            reasons = value;
            return this;
        }

        public Draft command(@Nullable String value) {
            command = value;
            return this;
        }

        public Draft seed(@Nullable Long value) {
            seed = value;
            return this;
        }

        public Draft profile(@Nullable String value) {
            profile = value;
            return this;
        }

        public Draft tool(@Nullable Tool value) {
            tool = value;
            return this;
        }

        public Draft machine(@Nullable Machine value) {
            machine = value;
            return this;
        }

        public Draft disturbance(@Nullable Disturbance value) {
            disturbance = value;
            return this;
        }

        public Draft settings(Map<String, @Nullable Object> value) {
            settings = value;
            return this;
        }

        public Draft load(@Nullable Load value) {
            load = value;
            return this;
        }

        public Draft guild(@Nullable Guild value) {
            guild = value;
            return this;
        }

        public Draft sessions(@Nullable Sessions value) {
            sessions = value;
            return this;
        }

        public Draft audit(@Nullable Audit value) {
            audit = value;
            return this;
        }

        public Draft auditInProcess(@Nullable Audit value) {
            auditInProcess = value;
            return this;
        }

        public Draft latency(Latency value) {
            latency = value;
            return this;
        }

        public Draft cost(@Nullable Cost value) {
            cost = value;
            return this;
        }

        public Draft headroom(@Nullable Headroom value) {
            headroom = value;
            return this;
        }

        public Draft targets(List<TargetResult> value) {
            targets = value;
            return this;
        }

        public Draft claims(List<Claim> value) {
            claims = value;
            return this;
        }

        public Draft sides(@Nullable List<Side> value) {
            sides = value;
            return this;
        }

        public Draft rounds(@Nullable List<Round> value) {
            rounds = value;
            return this;
        }

        public Draft effects(@Nullable List<Effect> value) {
            effects = value;
            return this;
        }

        public Draft experiment(@Nullable Map<String, @Nullable Object> value) {
            experiment = value;
            return this;
        }

        public RunRecord build() {
            return new RunRecord(
                    schema,
                    scenario,
                    started,
                    warmupS,
                    durationS,
                    headline,
                    verdict,
                    reasons,
                    command,
                    seed,
                    profile,
                    tool,
                    machine,
                    disturbance,
                    settings,
                    load,
                    guild,
                    sessions,
                    audit,
                    auditInProcess,
                    latency,
                    cost,
                    headroom,
                    targets,
                    claims,
                    sides,
                    rounds,
                    effects,
                    experiment);
        }
    }
}

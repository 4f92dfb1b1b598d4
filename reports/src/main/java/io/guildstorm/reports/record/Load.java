package io.guildstorm.reports.record;

import org.jspecify.annotations.Nullable;

/// What was put on the system, in the open model: sends happen on schedule whether or not the system keeps up.
/// @param model         `open`
/// @param ratePerS      mean messages a second
/// @param burst         `10/5s`: ten at one instant every five seconds; `none`
/// @param intended      sends that the schedule asked for
/// @param started       of these, sends whose request was begun
/// @param acknowledged  of these, sends answered 2xx
/// @param failed        of these, sends refused or of unknown outcome
/// @param drainS        longest wait for deliveries after the last send
/// @param generatorLag  intended → begun
/// @param instrumentLag how late the swarm's loops were
/// @param readWait      how long deliveries lay in their sockets, at the least, while the swarm read others; it is in
///                      every latency
public record Load(
        String model,
        @Nullable Double ratePerS,
        @Nullable String burst,
        @Nullable Long intended,
        @Nullable Long started,
        @Nullable Long acknowledged,
        @Nullable Long failed,
        @Nullable Double drainS,
        Lag generatorLag,
        Lag instrumentLag,
        Lag readWait) {

    public Load {
        if (generatorLag == null) generatorLag = Lag.UNKNOWN;
        if (instrumentLag == null) instrumentLag = Lag.UNKNOWN;
        if (readWait == null) readWait = Lag.UNKNOWN;
    }

    /// A copy to change.
    public Draft draft() {
        Draft draft = new Draft();
        draft.model = model;
        draft.ratePerS = ratePerS;
        draft.burst = burst;
        draft.intended = intended;
        draft.started = started;
        draft.acknowledged = acknowledged;
        draft.failed = failed;
        draft.drainS = drainS;
        draft.generatorLag = generatorLag;
        draft.instrumentLag = instrumentLag;
        draft.readWait = readWait;
        return draft;
    }
    /// A load being filled; what is not given stays unknown. **Owner:** the thread that fills it.
    public static final class Draft {
        private String model = "open";
        private @Nullable Double ratePerS;
        private @Nullable String burst;
        private @Nullable Long intended;
        private @Nullable Long started;
        private @Nullable Long acknowledged;
        private @Nullable Long failed;
        private @Nullable Double drainS;
        private Lag generatorLag = Lag.UNKNOWN;
        private Lag instrumentLag = Lag.UNKNOWN;
        private Lag readWait = Lag.UNKNOWN;

        public Draft model(String value) {
            model = value;
            return this;
        }

        public Draft ratePerS(@Nullable Double value) {
            ratePerS = value;
            return this;
        }

        public Draft burst(@Nullable String value) {
            burst = value;
            return this;
        }

        public Draft intended(@Nullable Long value) {
            intended = value;
            return this;
        }

        public Draft started(@Nullable Long value) {
            started = value;
            return this;
        }

        public Draft acknowledged(@Nullable Long value) {
            acknowledged = value;
            return this;
        }

        public Draft failed(@Nullable Long value) {
            failed = value;
            return this;
        }

        public Draft drainS(@Nullable Double value) {
            drainS = value;
            return this;
        }

        public Draft generatorLag(Lag value) {
            generatorLag = value;
            return this;
        }

        public Draft instrumentLag(Lag value) {
            instrumentLag = value;
            return this;
        }

        public Draft readWait(Lag value) {
            readWait = value;
            return this;
        }

        public Load build() {
            return new Load(
                    model,
                    ratePerS,
                    burst,
                    intended,
                    started,
                    acknowledged,
                    failed,
                    drainS,
                    generatorLag,
                    instrumentLag,
                    readWait);
        }
    }
}

package io.guildstorm.reports.record;

import org.jspecify.annotations.Nullable;

/// What the run cost. **CPU of a process** is `utime + stime`, read at both ends of one window: the first intended send
/// after the warm-up to the last expected delivery or the end of the drain. Null where it cannot be read.
/// @param serverCpuS                seconds of CPU of the server's nodes
/// @param loadCpuS                  of Gatling and the swarms
/// @param storeCpuS                 of stores in processes of their own
/// @param unattributedCpuS          busy time of the machine minus all of ours
/// @param serverCpuUsPerDelivery    microseconds; null with in-process sessions
/// @param relativeToBareSend        `serverCpuUsPerDelivery` ÷ `machine.bareSendUs`
/// @param serverRssBytes            resident memory of the server at its largest
/// @param bytesPerSession           of the server, for each session that it holds
/// @param wireBytesPerDelivery      on the socket, frame header included
/// @param allocatedBytesPerDelivery on the server's heap
public record Cost(
        @Nullable Double serverCpuS,
        @Nullable Double loadCpuS,
        @Nullable Double storeCpuS,
        @Nullable Double cliCpuS,
        @Nullable Double unattributedCpuS,
        @Nullable Double deliveriesPerServerCpuS,
        @Nullable Double serverCpuUsPerDelivery,
        @Nullable Double relativeToBareSend,
        @Nullable Long serverRssBytes,
        @Nullable Double bytesPerSession,
        @Nullable Double wireBytesPerDelivery,
        @Nullable Double allocatedBytesPerDelivery,
        @Nullable Double gcPauseTotalMs,
        @Nullable Double gcPauseMaxMs) {

    /// A copy to change.
    public Draft draft() {
        Draft draft = new Draft();
        draft.serverCpuS = serverCpuS;
        draft.loadCpuS = loadCpuS;
        draft.storeCpuS = storeCpuS;
        draft.cliCpuS = cliCpuS;
        draft.unattributedCpuS = unattributedCpuS;
        draft.deliveriesPerServerCpuS = deliveriesPerServerCpuS;
        draft.serverCpuUsPerDelivery = serverCpuUsPerDelivery;
        draft.relativeToBareSend = relativeToBareSend;
        draft.serverRssBytes = serverRssBytes;
        draft.bytesPerSession = bytesPerSession;
        draft.wireBytesPerDelivery = wireBytesPerDelivery;
        draft.allocatedBytesPerDelivery = allocatedBytesPerDelivery;
        draft.gcPauseTotalMs = gcPauseTotalMs;
        draft.gcPauseMaxMs = gcPauseMaxMs;
        return draft;
    }
    /// A cost being filled; what is not given stays unknown. **Owner:** the thread that fills it.
    public static final class Draft {
        private @Nullable Double serverCpuS;
        private @Nullable Double loadCpuS;
        private @Nullable Double storeCpuS;
        private @Nullable Double cliCpuS;
        private @Nullable Double unattributedCpuS;
        private @Nullable Double deliveriesPerServerCpuS;
        private @Nullable Double serverCpuUsPerDelivery;
        private @Nullable Double relativeToBareSend;
        private @Nullable Long serverRssBytes;
        private @Nullable Double bytesPerSession;
        private @Nullable Double wireBytesPerDelivery;
        private @Nullable Double allocatedBytesPerDelivery;
        private @Nullable Double gcPauseTotalMs;
        private @Nullable Double gcPauseMaxMs;

        public Draft serverCpuS(@Nullable Double value) {
            serverCpuS = value;
            return this;
        }

        public Draft loadCpuS(@Nullable Double value) {
            loadCpuS = value;
            return this;
        }

        public Draft storeCpuS(@Nullable Double value) {
            storeCpuS = value;
            return this;
        }

        public Draft cliCpuS(@Nullable Double value) {
            cliCpuS = value;
            return this;
        }

        public Draft unattributedCpuS(@Nullable Double value) {
            unattributedCpuS = value;
            return this;
        }

        public Draft deliveriesPerServerCpuS(@Nullable Double value) {
            deliveriesPerServerCpuS = value;
            return this;
        }

        public Draft serverCpuUsPerDelivery(@Nullable Double value) {
            serverCpuUsPerDelivery = value;
            return this;
        }

        public Draft relativeToBareSend(@Nullable Double value) {
            relativeToBareSend = value;
            return this;
        }

        public Draft serverRssBytes(@Nullable Long value) {
            serverRssBytes = value;
            return this;
        }

        public Draft bytesPerSession(@Nullable Double value) {
            bytesPerSession = value;
            return this;
        }

        public Draft wireBytesPerDelivery(@Nullable Double value) {
            wireBytesPerDelivery = value;
            return this;
        }

        public Draft allocatedBytesPerDelivery(@Nullable Double value) {
            allocatedBytesPerDelivery = value;
            return this;
        }

        public Draft gcPauseTotalMs(@Nullable Double value) {
            gcPauseTotalMs = value;
            return this;
        }

        public Draft gcPauseMaxMs(@Nullable Double value) {
            gcPauseMaxMs = value;
            return this;
        }

        public Cost build() {
            return new Cost(
                    serverCpuS,
                    loadCpuS,
                    storeCpuS,
                    cliCpuS,
                    unattributedCpuS,
                    deliveriesPerServerCpuS,
                    serverCpuUsPerDelivery,
                    relativeToBareSend,
                    serverRssBytes,
                    bytesPerSession,
                    wireBytesPerDelivery,
                    allocatedBytesPerDelivery,
                    gcPauseTotalMs,
                    gcPauseMaxMs);
        }
    }
}

package io.guildstorm.reports.record;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where it ran.
/// @param nice             process → its priority: the higher, the more it gives way to others
/// @param nofile           limit of open files of a process
/// @param transport        `io_uring`, `epoll` or `nio`
/// @param network          `loopback`, or the network's name
/// @param sharedWithLoad   whether server and load ran on the same machine
/// @param bareSendUs       CPU microseconds of the floor process for each delivery: one bare socket write
/// @param bareSendSpreadUs largest minus smallest of the three windows of the floor
/// @param sendSyscallUs    microseconds of one `send` alone
/// @param clock            null: no common clock
public record Machine(
        @Nullable String cpuModel,
        @Nullable Integer cores,
        @Nullable Long memoryBytes,
        @Nullable String kernel,
        @Nullable String jdk,
        Map<String, List<String>> jvmFlags,
        Map<String, Integer> nice,
        @Nullable Long nofile,
        @Nullable String transport,
        @Nullable String network,
        @Nullable Boolean sharedWithLoad,
        @Nullable Double bareSendUs,
        @Nullable Double bareSendSpreadUs,
        @Nullable Double sendSyscallUs,
        @Nullable Clock clock) {
    /// The clock that times were taken from.
    /// @param offsetUncertaintyMs how far clocks of two processes may differ
    public record Clock(String source, @Nullable Double offsetUncertaintyMs) {}

    public Machine {
        jvmFlags = Frozen.map(jvmFlags);
        nice = Frozen.map(nice);
    }

    /// A copy to change.
    public Draft draft() {
        Draft draft = new Draft();
        draft.cpuModel = cpuModel;
        draft.cores = cores;
        draft.memoryBytes = memoryBytes;
        draft.kernel = kernel;
        draft.jdk = jdk;
        draft.jvmFlags = jvmFlags;
        draft.nice = nice;
        draft.nofile = nofile;
        draft.transport = transport;
        draft.network = network;
        draft.sharedWithLoad = sharedWithLoad;
        draft.bareSendUs = bareSendUs;
        draft.bareSendSpreadUs = bareSendSpreadUs;
        draft.sendSyscallUs = sendSyscallUs;
        draft.clock = clock;
        return draft;
    }
    /// A machine being filled; what is not given stays unknown. **Owner:** the thread that fills it.
    public static final class Draft {
        private @Nullable String cpuModel;
        private @Nullable Integer cores;
        private @Nullable Long memoryBytes;
        private @Nullable String kernel;
        private @Nullable String jdk;
        private Map<String, List<String>> jvmFlags = Map.of();
        private Map<String, Integer> nice = Map.of();
        private @Nullable Long nofile;
        private @Nullable String transport;
        private @Nullable String network;
        private @Nullable Boolean sharedWithLoad;
        private @Nullable Double bareSendUs;
        private @Nullable Double bareSendSpreadUs;
        private @Nullable Double sendSyscallUs;
        private @Nullable Clock clock;

        public Draft cpuModel(@Nullable String value) {
            cpuModel = value;
            return this;
        }

        public Draft cores(@Nullable Integer value) {
            cores = value;
            return this;
        }

        public Draft memoryBytes(@Nullable Long value) {
            memoryBytes = value;
            return this;
        }

        public Draft kernel(@Nullable String value) {
            kernel = value;
            return this;
        }

        public Draft jdk(@Nullable String value) {
            jdk = value;
            return this;
        }

        public Draft jvmFlags(Map<String, List<String>> value) {
            jvmFlags = value;
            return this;
        }

        public Draft nice(Map<String, Integer> value) {
            nice = value;
            return this;
        }

        public Draft nofile(@Nullable Long value) {
            nofile = value;
            return this;
        }

        public Draft transport(@Nullable String value) {
            transport = value;
            return this;
        }

        public Draft network(@Nullable String value) {
            network = value;
            return this;
        }

        public Draft sharedWithLoad(@Nullable Boolean value) {
            sharedWithLoad = value;
            return this;
        }

        public Draft bareSendUs(@Nullable Double value) {
            bareSendUs = value;
            return this;
        }

        public Draft bareSendSpreadUs(@Nullable Double value) {
            bareSendSpreadUs = value;
            return this;
        }

        public Draft sendSyscallUs(@Nullable Double value) {
            sendSyscallUs = value;
            return this;
        }

        public Draft clock(@Nullable Clock value) {
            clock = value;
            return this;
        }

        public Machine build() {
            return new Machine(
                    cpuModel,
                    cores,
                    memoryBytes,
                    kernel,
                    jdk,
                    jvmFlags,
                    nice,
                    nofile,
                    transport,
                    network,
                    sharedWithLoad,
                    bareSendUs,
                    bareSendSpreadUs,
                    sendSyscallUs,
                    clock);
        }
    }
}

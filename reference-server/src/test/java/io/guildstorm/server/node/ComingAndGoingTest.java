package io.guildstorm.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Clients that connect, identify and leave, 100,000 times, or `-Dguildstorm.visits=N`. Netty's leak detector watches
/// every buffer; the clients are plain sockets, so that what it finds is the server's.
@Tag("slow")
class ComingAndGoingTest {
    private static final int VISITS = Integer.getInteger("guildstorm.visits", 100_000);
    private static final int AT_ONCE = 16;
    /// Until classes are loaded, code is compiled, and allocator and thread caches have the size that the load asks
    /// for.
    private static final int WARM_UP = 4_000;
    /// A session alone holds more than 300 bytes (see `CrowdTest`), so that one kept in ten visits shows.
    private static final long HEAP_BYTES_A_VISIT = 30;
    /// What is not of the visits: entries of the leak detector, code that was compiled meanwhile, the last few replies.
    private static final long HEAP_NOISE_BYTES = 2 << 20;
    /// The allocator takes memory in chunks of some MiB and keeps a few: a visit's smallest buffer that is never given
    /// back would take 64 bytes, 6 MiB in all, and the leak detector would name it besides.
    private static final long DIRECT_NOISE_BYTES = 4 << 20;
    /// Connections that the test's own HTTP client keeps.
    private static final long OWN_DESCRIPTORS = 3;

    private static final String PLANTED = "planted by the test";

    @RegisterExtension
    final ServerUnderTest server = ServerUnderTest.inMemory();

    private final Queue<String> leaks = new ConcurrentLinkedQueue<>();
    private final ResourceLeakDetector.Level usual = ResourceLeakDetector.getLevel();

    /// What the server holds while nobody is there.
    private record Holdings(long heapBytes, long directBytes, long descriptors) {
        static Holdings now() throws IOException {
            var memory = ManagementFactory.getMemoryMXBean();
            IntStream.range(0, 3).forEach(_ -> memory.gc());
            try (var open = Files.list(Path.of("/proc/self/fd"))) {
                return new Holdings(memory.getHeapMemoryUsage().getUsed(), direct(), open.count());
            }
        }

        private static long direct() {
            return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                    .metric()
                    .usedDirectMemory();
        }
    }

    @BeforeEach
    void watch() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        ByteBufUtil.setLeakListener((_, records) -> leaks.add(records));
    }

    @AfterEach
    void forget() {
        ByteBufUtil.setLeakListener(null);
        ResourceLeakDetector.setLevel(usual);
    }

    @Test
    @Timeout(1_200)
    void visits_leave_no_trace() throws Exception {
        visit(WARM_UP);
        awaitNobody();
        detectorFindsWhatIsPlanted();
        var before = Holdings.now();

        long begun = System.nanoTime();
        visit(VISITS);
        double seconds = (System.nanoTime() - begun) / 1e9;
        awaitNobody();

        detectorFindsWhatIsPlanted();
        assertThat(leaks).isEmpty();
        var after = Holdings.now();
        System.out.printf("%,d visits in %.0f s: before %s, after %s%n", VISITS, seconds, before, after);
        assertThat(after.descriptors()).isLessThanOrEqualTo(before.descriptors() + OWN_DESCRIPTORS);
        assertThat(after.heapBytes()).isLessThan(before.heapBytes() + HEAP_NOISE_BYTES + VISITS * HEAP_BYTES_A_VISIT);
        assertThat(after.directBytes()).isLessThanOrEqualTo(before.directBytes() + DIRECT_NOISE_BYTES);
    }

    private void visit(int times) {
        List<String> tokens = server.demo().path("users").findValuesAsText("token");
        int port = server.port();
        var next = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var visitors = IntStream.range(0, AT_ONCE)
                    .mapToObj(_ -> CompletableFuture.runAsync(
                            () -> {
                                for (int i = next.getAndIncrement(); i < times; i = next.getAndIncrement())
                                    Visit.play(port, tokens.get(i % tokens.size()), i);
                            },
                            threads))
                    .toList();
            visitors.forEach(CompletableFuture::join);
        }
    }

    /// The server learns of the last ends after the clients do.
    private void awaitNobody() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            String meters = server.admin().get("/metrics").body();
            if (meter(meters, "gateway_sessions") == 0 && meter(meters, "gateway_sessions_detached_sessions") == 0) {
                assertThat(meter(meters, "connections_sockets")).isLessThanOrEqualTo(OWN_DESCRIPTORS);
                return;
            }
            assertThat(System.nanoTime()).as(meters).isLessThan(deadline);
        }
    }

    private static long meter(String meters, String name) {
        return meters.lines()
                .filter(line -> line.startsWith("guildstorm_" + name + " "))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no meter " + name + " in " + meters));
    }

    /// Leaks a buffer and waits until it is told of. The detector tells all that it found by then in one go, so that
    /// after this every earlier leak has been told, and silence means something.
    private void detectorFindsWhatIsPlanted() {
        plant();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!leaks.removeIf(records -> records.contains(PLANTED))) {
            assertThat(System.nanoTime()).as("no leak was told of").isLessThan(deadline);
            System.gc();
            ByteBufAllocator.DEFAULT.directBuffer(64).release(); // the detector tells when something is allocated
        }
    }

    private static void plant() {
        ByteBufAllocator.DEFAULT.directBuffer(64).touch(PLANTED);
    }
}

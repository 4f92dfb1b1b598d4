package io.guildstorm.server.guild;

import static io.guildstorm.server.guild.Town.ANN;
import static io.guildstorm.server.guild.Town.BOB;
import static io.guildstorm.server.guild.Town.now;
import static io.guildstorm.server.guild.Town.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildCommand;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.ShownMessage;
import io.guildstorm.server.store.EmbeddedStore;
import io.guildstorm.server.store.MessageReads.History;
import io.guildstorm.server.store.StoreSettings;
import io.guildstorm.server.store.rocksdb.RocksDbRows;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The store's files as a power cut leaves them, copied at instants in the middle of concurrent sends: what was synced
/// is there, of the rest any part of it.
class PowerCutTest {
    private static final int COPIES = 6;
    private static final int CHANNELS = 4;
    private static final int SENDERS = 48;
    /// Between two copies; all of them together fill no buffer of the engine, so that it keeps one log.
    private static final int SENDS_MOST = 600;

    @TempDir
    private Path folder;

    private final Queue<Message> acknowledged = new ConcurrentLinkedQueue<>();
    private final Semaphore acknowledgments = new Semaphore(0);
    private volatile boolean over;

    /// @param files of the store, taken while it ran
    /// @param acknowledged before the copy began
    /// @param syncedBytes of its log when the copy began
    private record Copy(Path files, List<Message> acknowledged, long syncedBytes) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    @Timeout(180)
    void a_copy_taken_in_the_middle_of_traffic_holds_all_that_was_acknowledged_before(long seed) throws Exception {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var guilds = IntStream.range(0, CHANNELS)
                .mapToObj(i -> new GuildId(Town.GUILD.value() + 100L * i))
                .toList();
        var copies = new ArrayList<Copy>();
        List<ChannelId> channels;

        var rows = new SyncedLog(folder.resolve("data"));
        try (var town = Town.withActors(rows)) {
            guilds.forEach(guild -> town.found(guild, List.of(BOB)));
            channels = guilds.stream().map(town::squareOf).toList();
            try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
                var sending = IntStream.range(0, SENDERS)
                        .<Future<?>>mapToObj(sender ->
                                senders.submit(() -> sendUntilOver(town, guilds.get(sender % CHANNELS), sender)))
                        .toList();
                for (int i = 0; i < COPIES; i++) {
                    awaitAcknowledged(random.nextInt(1, SENDS_MOST), sending);
                    copies.add(copy(rows, folder.resolve("copy-" + i)));
                }
                over = true;
            }
        }

        for (Copy copy : copies) {
            long whole = Files.size(SyncedLog.newest(copy.files));
            assertThat(whole).isGreaterThanOrEqualTo(copy.syncedBytes);
            for (long cut : new long[] {copy.syncedBytes, random.nextLong(copy.syncedBytes, whole + 1), whole}) {
                assertHolds(cut(copy, cut, random), channels, copy.acknowledged);
            }
        }
    }

    /// The next is not sent before the last was acknowledged.
    private void sendUntilOver(Town town, GuildId guild, int sender) {
        for (int number = 0; !over; number++) {
            var send = new GuildCommand.SendMessage(
                    town.squareOf(guild), ANN, "sender " + sender + " number " + number, null, false, null);
            acknowledged.add(stored(town.guilds.ask(guild, send, System.nanoTime())));
            acknowledgments.release();
        }
    }

    private void awaitAcknowledged(int more, List<Future<?>> sending) throws Exception {
        boolean came = acknowledgments.tryAcquire(more, 60, TimeUnit.SECONDS);
        for (var sender : sending) {
            if (sender.isDone()) {
                sender.get(); // it should not be: this says why
            }
        }
        assertThat(came).as("%d more acknowledgments", more).isTrue();
    }

    private Copy copy(SyncedLog rows, Path to) throws IOException {
        var before = List.copyOf(acknowledged);
        long syncedBytes = rows.syncedBytes(); // after the list: what is on it was synced before
        copy(folder.resolve("data"), to);
        return new Copy(to, before, syncedBytes);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (Path file : files.filter(name -> !name.endsWith("LOCK")).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    /// What is left of the copy when the disk got so many bytes of its log.
    private static Path cut(Copy copy, long bytes, RandomGenerator random) throws IOException {
        var left = copy.files.resolveSibling(copy.files.getFileName() + "-cut-" + random.nextLong(Long.MAX_VALUE));
        copy(copy.files, left);
        try (var log = FileChannel.open(SyncedLog.newest(left), StandardOpenOption.WRITE)) {
            log.truncate(bytes);
        }
        return left;
    }

    private static void assertHolds(Path files, List<ChannelId> channels, List<Message> due) throws IOException {
        var died = new CompletableFuture<Throwable>();
        try (var store =
                EmbeddedStore.open(RocksDbRows.open(files), StoreSettings.DEFAULTS, System::nanoTime, died::complete)) {
            var all = new ArrayList<Message>();
            for (ChannelId channel : channels) {
                var found = wholeHistory(store, channel);
                assertThat(found)
                        .extracting(message -> message.id().value())
                        .isSorted()
                        .doesNotHaveDuplicates();
                assertThat(found).extracting(Message::content).as("once").doesNotHaveDuplicates();
                assertInOrderOfSending(found);
                all.addAll(found);
            }
            assertThat(all).containsAll(due);
        }
        assertThat(died).isNotDone();
    }

    /// Oldest first.
    private static List<Message> wholeHistory(EmbeddedStore store, ChannelId channel) {
        var newestFirst = new ArrayList<>(page(store, channel, new History.Newest(100)));
        for (int page = newestFirst.size(); page == 100; ) {
            var before = new History.Before(newestFirst.getLast().id(), 100);
            var older = page(store, channel, before);
            newestFirst.addAll(older);
            page = older.size();
        }
        return newestFirst.reversed();
    }

    private static List<Message> page(EmbeddedStore store, ChannelId channel, History query) {
        return now(store.reads().history(channel, query)).stream()
                .map(ShownMessage::message)
                .toList();
    }

    /// Of each sender, all up to the last that is there.
    private static void assertInOrderOfSending(List<Message> found) {
        Map<String, Integer> next = new HashMap<>();
        for (Message message : found) {
            String[] words = message.content().split(" ", -1);
            int number = next.merge(words[1], 1, Integer::sum) - 1;
            assertThat(message.content()).isEqualTo("sender " + words[1] + " number " + number);
        }
    }
}

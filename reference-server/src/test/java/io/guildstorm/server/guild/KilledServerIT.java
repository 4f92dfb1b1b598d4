package io.guildstorm.server.guild;

import static io.guildstorm.server.guild.Town.ANN;
import static io.guildstorm.server.guild.Town.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.model.Message;
import io.guildstorm.server.store.MessageReads.History;
import io.guildstorm.server.store.rocksdb.RocksDbRows;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `kill -9` of a process in the middle of 10,000 concurrent sends.
class KilledServerIT {
    private static final int SENDS = 10_000;
    /// A whole line: the last one may be cut.
    private static final Pattern ACKNOWLEDGED = Pattern.compile("(\\d+) (\\d{19})");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    @Timeout(180)
    void every_acknowledged_message_is_there_once_after_the_restart(long seed) throws Exception {
        int killedAfter =
                RandomGeneratorFactory.of("L64X128MixRandom").create(seed).nextInt(1, SENDS);

        var acknowledged = sendUntilKilled(killedAfter);

        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(killedAfter).hasSizeLessThan(SENDS);
        try (var town = Town.withActors(RocksDbRows.open(folder))) {
            var found = wholeHistory(town);
            assertThat(found).extracting(Message::content).as("once").doesNotHaveDuplicates();
            assertThat(found).extracting(message -> message.id().value()).containsAll(acknowledged.values());

            acknowledged.entrySet().stream().limit(100).forEach(sent -> {
                var again = stored(town.send(ANN, "number " + sent.getKey(), "n" + sent.getKey()));
                assertThat(again.id().value()).as("a retry with its nonce").isEqualTo(sent.getValue());
            });
            assertThat(wholeHistory(town)).isEqualTo(found);
        }
    }

    /// Ids by number, as far as the process could tell us.
    private Map<Integer, Long> sendUntilKilled(int killedAfter) throws Exception {
        var server = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SendingServer.class.getName(),
                        folder.toString(),
                        String.valueOf(SENDS)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var acknowledged = new HashMap<Integer, Long>();
        try (var out = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.US_ASCII))) {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                var sent = ACKNOWLEDGED.matcher(line);
                if (sent.matches()) {
                    acknowledged.put(Integer.valueOf(sent.group(1)), Long.valueOf(sent.group(2)));
                }
                if (acknowledged.size() == killedAfter) {
                    server.toHandle().destroyForcibly(); // what the pipe holds can still be read
                }
            }
        } finally {
            server.destroyForcibly();
        }
        assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return acknowledged;
    }

    private static List<Message> wholeHistory(Town town) {
        var all = new ArrayList<>(town.history(new History.Newest(100)));
        for (int page = all.size(); page == 100; ) {
            var older = town.history(new History.Before(all.getLast().id(), 100));
            all.addAll(older);
            page = older.size();
        }
        return all;
    }
}

package io.guildstorm.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.Members;
import io.guildstorm.server.model.MembersReading;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

class StoredRowsFuzzTest {
    private static final byte[] KEY = StoredRows.key(1_000_000_000_000_000_021L, 1_000_000_000_000_000_099L);
    private static final GuildId GUILD = new GuildId(1_000_000_000_000_000_001L);
    private static final List<Function<byte[], Object>> DECODERS = List.of(
            StoredRows::head,
            value -> StoredRows.message(KEY, value),
            value -> StoredRows.nonce(KEY, value),
            StoredRows::user,
            StoredRows::member,
            value -> StoredGuilds.definition(GUILD, value, 7),
            value -> StoredGuilds.thread(GUILD, value),
            StoredGuilds::counts,
            StoredGuilds::ban,
            StoredRowsFuzzTest::pages);

    private static Members pages(byte[] value) {
        var reading = new MembersReading();
        StoredPages.read(value, Set.of(), reading);
        return reading.members();
    }

    /// Without taking memory for what a damaged length promises.
    @FuzzTest(maxDuration = "2m")
    void any_value_is_a_row_or_called_damaged(byte[] value) {
        DECODERS.forEach(decoder -> read(decoder, value));
    }

    /// What was read, written and read again is the same: no row changes by being copied.
    @FuzzTest(maxDuration = "2m")
    void a_message_that_can_be_read_is_written_as_it_was(byte[] value) {
        var message = read(row -> StoredRows.message(KEY, row), value);
        if (message != null) {
            assertThat(StoredRows.message(KEY, StoredRows.message(message))).isEqualTo(message);
        }
        var member = read(StoredRows::member, value);
        if (member != null) {
            assertThat(StoredRows.member(StoredRows.member(member))).isEqualTo(member);
        }
    }

    private static <T> @Nullable T read(Function<byte[], T> decoder, byte[] value) {
        try {
            return decoder.apply(value);
        } catch (IllegalStateException | IllegalArgumentException _) {
            return null; // damaged: cut short, or of values that nothing has
        }
    }
}

package io.guildstorm.server.guild;

import static io.guildstorm.server.guild.Town.ANN;
import static io.guildstorm.server.guild.Town.BOB;
import static io.guildstorm.server.guild.Town.now;
import static io.guildstorm.server.guild.Town.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.Refusal;
import io.guildstorm.server.store.FaultyRows;
import io.guildstorm.server.store.MessageReads.History;
import io.guildstorm.server.store.rocksdb.RocksDbRows;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a 2xx promises, on a real log.
class DurableSendTest {
    @TempDir
    private Path folder;

    private FaultyRows rows;
    private Town town;

    @BeforeEach
    void start() throws Exception {
        rows = new FaultyRows(RocksDbRows.open(folder));
        town = Town.direct(rows).founded();
    }

    @AfterEach
    void stop() {
        town.close();
    }

    private void restart() throws Exception {
        town.close();
        rows = new FaultyRows(RocksDbRows.open(folder));
        town = Town.direct(rows);
    }

    @Test
    void the_log_is_synced_between_hand_over_and_answer_of_each_of_100_lone_sends() {
        for (int i = 0; i < 100; i++) {
            long before = rows.syncs();

            town.sent(ANN, "lone " + i);

            assertThat(rows.syncs()).as("send %d", i).isGreaterThan(before);
        }
    }

    @Test
    void nothing_is_answered_published_or_readable_before_it_is_durable() throws Exception {
        var listener = town.join(BOB);
        rows.stand();

        var answer = town.send(ANN, "not yet");
        rows.awaitStanding();
        town.settle();

        assertThat(answer.toCompletableFuture()).isNotDone();
        assertThat(listener.heard).isEmpty();
        assertThat(town.history(new History.Newest(50))).isEmpty();
        rows.go();
        var message = stored(answer);
        town.settle();
        assertThat(listener.messages()).containsExactly(message);
        assertThat(town.history(new History.Newest(50))).containsExactly(message);
    }

    @Test
    void a_retry_with_its_nonce_is_the_first_message_across_a_restart() throws Exception {
        var first = stored(town.send(ANN, "hello", "n1"));

        restart();
        var second = stored(town.send(ANN, "hello", "n1"));

        assertThat(second).isEqualTo(first);
        assertThat(town.history(new History.Newest(50))).containsExactly(first);
    }

    @Test
    void a_nonce_is_free_again_after_five_minutes_across_a_restart_too() throws Exception {
        var first = stored(town.send(ANN, "hello", "n1"));
        var later = town.clock;
        later.step(Duration.ofMinutes(5));
        town.close();
        town = Town.direct(new FaultyRows(RocksDbRows.open(folder)), GuildSettings.DEFAULTS, later);

        var second = stored(town.send(ANN, "hello", "n1"));

        assertThat(second.id()).isGreaterThan(first.id());
    }

    @Test
    void retries_while_the_first_is_pending_wait_for_it() throws Exception {
        var listener = town.join(BOB);
        rows.stand();
        var first = town.send(ANN, "hello", "n1");
        rows.awaitStanding();

        var second = town.send(ANN, "hello", "n1");
        var third = town.send(ANN, "hello", "n1");
        town.settle();
        assertThat(second.toCompletableFuture()).isNotDone();
        rows.go();

        assertThat(stored(second)).isEqualTo(stored(first));
        assertThat(stored(third)).isEqualTo(stored(first));
        town.settle();
        assertThat(listener.messages()).hasSize(1);
    }

    @Test
    void the_same_nonce_of_another_author_is_another_message() {
        var ann = stored(town.send(ANN, "hello", "n1"));
        var bob = stored(town.send(BOB, "hello", "n1"));

        assertThat(bob.id()).isNotEqualTo(ann.id());
    }

    @Test
    void a_failed_write_is_refused_and_not_published_and_the_server_recovers_with_the_disk() {
        var listener = town.join(BOB);
        var before = town.sent(ANN, "before");
        rows.fail();

        var lost = now(town.send(ANN, "lost", "n1"));
        var whileBroken = now(town.send(ANN, "while the disk is full"));
        rows.heal();
        town.awaitUp();
        var after = stored(town.send(ANN, "after", "n1"));

        var unavailable = new GuildAnswer.Refused(Refusal.UNAVAILABLE);
        assertThat(lost).isEqualTo(unavailable);
        assertThat(whileBroken).isEqualTo(unavailable);
        town.settle();
        assertThat(listener.messages()).containsExactly(before, after);
        assertThat(listener.abandoned).isEmpty();
        assertThat(town.history(new History.Newest(50))).containsExactly(after, before);
    }

    @Test
    void after_a_write_that_failed_but_was_stored_sessions_start_afresh_and_the_retry_is_that_message() {
        var listener = town.join(BOB);
        rows.failOnceStored();

        var answer = now(town.send(ANN, "unknown", "n1"));
        town.awaitUp();
        var again = stored(town.send(ANN, "unknown", "n1"));

        assertThat(answer).isEqualTo(new GuildAnswer.Refused(Refusal.UNAVAILABLE));
        assertThat(town.history(new History.Newest(50))).containsExactly(again);
        assertThat(listener.messages()).isEmpty();
        assertThat(listener.abandoned).hasSize(1);
    }

    @Test
    void all_that_is_pending_fails_with_the_batch_that_fails() throws Exception {
        var listener = town.join(BOB);
        rows.stand();
        var first = town.send(ANN, "in the batch");
        rows.awaitStanding();
        var second = town.send(ANN, "behind it");
        town.settle();
        rows.fail();
        rows.go();

        var unavailable = new GuildAnswer.Refused(Refusal.UNAVAILABLE);
        assertThat(now(first)).isEqualTo(unavailable);
        assertThat(now(second)).isEqualTo(unavailable);
        assertThat(listener.heard).isEmpty();
    }

    @Test
    void a_clock_set_back_across_a_restart_does_not_take_ids_back() throws Exception {
        var before = town.sent(ANN, "before");
        var clock = town.clock;
        clock.step(Duration.ofSeconds(-10));
        town.close();
        town = Town.direct(new FaultyRows(RocksDbRows.open(folder)), GuildSettings.DEFAULTS, clock);

        var after = town.sent(ANN, "after");

        assertThat(after.id()).isGreaterThan(before.id());
        assertThat(town.history(new History.Newest(50))).containsExactly(after, before);
    }
}

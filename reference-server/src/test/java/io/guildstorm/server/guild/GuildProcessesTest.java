package io.guildstorm.server.guild;

import static io.guildstorm.server.guild.Town.ANN;
import static io.guildstorm.server.guild.Town.BOB;
import static io.guildstorm.server.guild.Town.GUILD;
import static io.guildstorm.server.guild.Town.now;
import static io.guildstorm.server.guild.Town.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildCommand;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.Refusal;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.store.FaultyRows;
import io.guildstorm.server.store.MessageReads.History;
import io.guildstorm.server.store.rocksdb.RocksDbRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the actors add, in a real cluster of one over a real log.
class GuildProcessesTest {
    private static final int SENDERS = 64;
    private static final int EACH = 20;

    @TempDir
    private Path folder;

    private FaultyRows rows;
    private Town town;

    @BeforeEach
    void start() throws Exception {
        rows = new FaultyRows(RocksDbRows.open(folder));
        town = Town.withActors(rows).founded();
    }

    @AfterEach
    void stop() {
        town.close();
    }

    @Test
    void concurrent_senders_have_one_order_in_ids_in_every_session_and_in_history() throws Exception {
        var users = IntStream.range(0, SENDERS)
                .mapToObj(i -> new User(new UserId(5_000_000_000_000L + i), "user " + i, false))
                .toList();
        now(town.ask(new GuildCommand.AddMembers(users)));
        var first = town.join(ANN);
        try (var otherLane = new TestLane();
                var senders = Executors.newFixedThreadPool(SENDERS)) {
            var second = town.join(BOB, otherLane);

            var sending = new ArrayList<Future<List<Message>>>();
            for (User user : users) {
                sending.add(senders.submit(() -> IntStream.range(0, EACH)
                        .mapToObj(i -> town.sent(user, user.name() + " says " + i))
                        .toList()));
            }
            var acknowledged = new ArrayList<MessageId>();
            for (var sent : sending) {
                assertThat(sent.get()).extracting(Message::id).isSorted();
                sent.get().forEach(message -> acknowledged.add(message.id()));
            }
            now(town.guilds.drain());

            var heard = first.messages().stream().map(Message::id).toList();
            assertThat(heard).isSorted().doesNotHaveDuplicates().hasSize(SENDERS * EACH);
            assertThat(heard).containsExactlyInAnyOrderElementsOf(acknowledged);
            assertThat(second.messages()).isEqualTo(first.messages());
            assertThat(wholeHistory().reversed()).isEqualTo(first.messages());
        }
    }

    @Test
    void an_actor_that_throws_restarts_with_a_new_epoch_and_loses_nothing() {
        var listener = town.join(BOB);
        var before = stored(town.send(ANN, "before", "n1"));
        town.settle();
        town.meet(new IllegalStateException("a bug in the guild"));

        var fatal = town.sent(ANN, "its delivery makes the actor throw");

        town.awaitBug();
        town.awaitUp();
        var after = town.sent(ANN, "after");
        assertThat(stored(town.send(ANN, "before", "n1")).id()).isEqualTo(before.id());
        assertThat(wholeHistory()).containsExactly(after, fatal, before);
        now(town.guilds.drain());
        assertThat(listener.messages()).containsExactly(before, fatal, after);
        var positions =
                listener.heard.stream().map(event -> event.position() >> 48).toList();
        assertThat(positions).as("epochs").isSorted();
        assertThat(positions.getLast()).isGreaterThan(positions.getFirst());
    }

    @Test
    void guilds_are_there_again_after_a_restart() throws Exception {
        var message = town.sent(ANN, "hello");
        var square = town.square();
        town.close();
        rows = new FaultyRows(RocksDbRows.open(folder));
        town = Town.withActors(rows);

        assertThat(town.guilds.guildOf(square)).isEqualTo(GUILD);
        assertThat(wholeHistory()).containsExactly(message);
        assertThat(town.sent(BOB, "after").id()).isGreaterThan(message.id());
    }

    @Test
    void an_unknown_guild_is_refused_at_once() {
        var command = new GuildCommand.StartTyping(town.square(), ANN.id());

        assertThat(now(town.guilds.ask(new GuildId(1), command, 0)))
                .isEqualTo(new GuildAnswer.Refused(Refusal.UNKNOWN_GUILD));
    }

    @Test
    void what_has_no_permit_is_refused_and_never_put() throws Exception {
        rows.stand();
        var held = new ArrayList<CompletionStage<GuildAnswer>>();
        held.add(town.send(ANN, "the writer stands here"));
        rows.awaitStanding();
        while (held.size() < GuildSettings.DEFAULTS.inflight()) {
            held.add(town.send(ANN, "held"));
        }

        var oneMore = town.send(ANN, "one more");

        assertThat(now(oneMore)).isEqualTo(new GuildAnswer.Refused(Refusal.BUSY));
        rows.go();
        held.forEach(Town::stored);
        assertThat(wholeHistory()).hasSize(held.size());
    }

    @Test
    void a_stop_refuses_what_comes_and_answers_what_is_pending() throws Exception {
        rows.stand();
        var pending = town.send(ANN, "pending");
        rows.awaitStanding();

        var drained = town.guilds.drain();
        var late = now(town.send(ANN, "late"));
        rows.go();
        now(drained);

        assertThat(late).isEqualTo(new GuildAnswer.Refused(Refusal.UNAVAILABLE));
        assertThat(wholeHistory()).containsExactly(stored(pending));
    }

    @Test
    void a_guild_on_a_disk_that_was_full_comes_back_by_itself() {
        rows.fail();
        assertThat(now(town.send(ANN, "lost"))).isEqualTo(new GuildAnswer.Refused(Refusal.UNAVAILABLE));
        rows.heal();

        town.awaitUp();
        var after = town.sent(ANN, "after");

        assertThat(wholeHistory()).containsExactly(after);
    }

    private List<Message> wholeHistory() {
        var all = new ArrayList<>(town.history(new History.Newest(100)));
        for (var page = all.size(); page == 100; ) {
            var older = town.history(new History.Before(all.getLast().id(), 100));
            all.addAll(older);
            page = older.size();
        }
        return all;
    }
}

package io.guildstorm.server.guild;

import static io.guildstorm.server.guild.Town.ANN;
import static io.guildstorm.server.guild.Town.BOB;
import static io.guildstorm.server.guild.Town.GUILD;
import static io.guildstorm.server.guild.Town.now;
import static io.guildstorm.server.guild.Town.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.fanout.EncodedEvent;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildCommand;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.Refusal;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.store.FaultyRows;
import io.guildstorm.server.store.MessageReads.History;
import io.guildstorm.server.store.memory.MemoryRows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The rules of a guild.
class GuildTest {
    private static final User EVE = new User(new UserId(4_194_304_000_099L), "eve", false);

    private FaultyRows rows = new FaultyRows(new MemoryRows());
    private Town town;

    @BeforeEach
    void start() throws Exception {
        town = Town.direct(rows).founded();
    }

    @AfterEach
    void stop() {
        town.close();
    }

    private void restart(GuildSettings settings) throws Exception {
        town.close();
        rows = new FaultyRows(new MemoryRows());
        town = Town.direct(rows, settings, new SteppedClock()).founded();
    }

    @Test
    void a_message_reaches_the_listener_and_history() {
        var listener = town.join(BOB);

        var message = town.sent(ANN, "hello");

        town.settle();
        assertThat(listener.messages()).containsExactly(message);
        assertThat(town.history(new History.Newest(50))).containsExactly(message);
    }

    @Test
    void positions_follow_one_another() {
        var listener = town.join(BOB);
        for (int i = 0; i < 10; i++) {
            town.sent(ANN, "hello");
            type();
        }

        town.settle();
        var positions = listener.heard.stream().map(EncodedEvent::position).toList();
        long first = positions.getFirst();
        assertThat(positions)
                .isEqualTo(IntStream.range(0, 20).mapToObj(i -> first + i).toList());
    }

    @Test
    void what_a_stranger_may_not_see_is_unknown() {
        var message = town.sent(ANN, "hello");

        assertThat(now(town.send(EVE, "hello"))).isEqualTo(refused(Refusal.UNKNOWN_CHANNEL));
        assertThat(now(town.delete(message.id(), EVE.id()))).isEqualTo(refused(Refusal.UNKNOWN_CHANNEL));
        assertThat(now(edit(message, EVE))).isEqualTo(refused(Refusal.UNKNOWN_CHANNEL));
        var elsewhere = new GuildCommand.SendMessage(new ChannelId(1), ANN, "hello", null, false, null);
        assertThat(now(town.ask(elsewhere))).isEqualTo(refused(Refusal.UNKNOWN_CHANNEL));
    }

    @Test
    void only_its_author_edits_a_message() {
        var message = town.sent(ANN, "hello");

        assertThat(now(edit(message, BOB))).isEqualTo(refused(Refusal.NOT_THE_AUTHOR));
        assertThat(now(edit(message, ANN))).isInstanceOf(GuildAnswer.Stored.class);
        assertThat(now(edit(missing(message), ANN))).isEqualTo(refused(Refusal.UNKNOWN_MESSAGE));
    }

    @Test
    void a_message_is_deleted_by_its_author_or_who_manages_messages() {
        var anns = town.sent(ANN, "ann's");
        var bobs = town.sent(BOB, "bob's");

        assertThat(now(town.delete(anns.id(), BOB.id()))).isEqualTo(refused(Refusal.MISSING_PERMISSION));
        assertThat(now(town.delete(bobs.id(), ANN.id()))).isInstanceOf(GuildAnswer.Done.class);
        assertThat(now(town.delete(bobs.id(), ANN.id()))).isEqualTo(refused(Refusal.UNKNOWN_MESSAGE));
    }

    @Test
    void of_an_edit_behind_a_delete_that_is_pending_nothing_is_left() throws Exception {
        var message = town.sent(ANN, "hello");
        var listener = town.join(BOB);
        rows.stand();
        var delete = town.delete(message.id(), ANN.id());
        rows.awaitStanding();

        var edit = edit(message, ANN);
        rows.go();

        assertThat(now(delete)).isInstanceOf(GuildAnswer.Done.class);
        assertThat(now(edit)).isEqualTo(refused(Refusal.UNKNOWN_MESSAGE));
        assertThat(listener.events()).containsExactly(new GuildEvent.MessageDeleted(message.channel(), message.id()));
    }

    @Test
    void edits_of_one_message_keep_their_order() {
        var message = town.sent(ANN, "hello");

        var edits = new ArrayList<CompletionStage<GuildAnswer>>();
        for (int i = 1; i <= 20; i++) {
            edits.add(town.ask(new GuildCommand.EditMessage(message.channel(), message.id(), ANN.id(), "edit " + i)));
        }

        assertThat(edits.stream().map(edit -> stored(edit).content()))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 20).mapToObj(i -> "edit " + i).toList());
        assertThat(town.history(new History.Newest(50)).getFirst().content()).isEqualTo("edit 20");
    }

    @Test
    void a_delete_returns_when_the_slowest_session_has_been_given_it() throws Exception {
        var message = town.sent(ANN, "hello");
        try (var slowLane = new TestLane()) {
            var slow = town.join(BOB, slowLane);
            slow.stick();

            var delete = town.delete(message.id(), ANN.id());
            var later = town.sent(ANN, "other commands go on");
            town.fanout.awaitPublished(3);

            assertThat(delete.toCompletableFuture()).isNotDone();
            assertThat(town.history(new History.Newest(50)))
                    .as("but no read shows it")
                    .containsExactly(later);
            slow.release();
            assertThat(now(delete)).isInstanceOf(GuildAnswer.Done.class);
            assertThat(slow.events()).contains(new GuildEvent.MessageDeleted(message.channel(), message.id()));
        }
    }

    @Test
    void fan_out_that_stands_too_long_is_ended_and_its_sessions_resume() throws Exception {
        var message = town.sent(ANN, "hello");
        try (var slowLane = new TestLane()) {
            var slow = town.join(BOB, slowLane);
            slow.stick();
            var delete = town.delete(message.id(), ANN.id());
            town.fanout.awaitPublished(2);
            town.tick();
            assertThat(delete.toCompletableFuture()).isNotDone();

            town.nanos.addAndGet(Duration.ofSeconds(6).toNanos());
            town.tick();

            assertThat(now(delete)).isInstanceOf(GuildAnswer.Done.class);
            assertThat(slow.abandoned).hasSize(1);
            slow.release();
        }
        var again = town.join(BOB);
        var after = town.sent(ANN, "after");
        town.settle();
        assertThat(again.messages()).containsExactly(after);
    }

    @Test
    void a_message_after_a_long_silence_does_not_count_as_lag() throws Exception {
        var listener = town.join(BOB);
        town.sent(ANN, "before the silence");
        now(town.guilds.drain());
        town.nanos.addAndGet(Duration.ofHours(1).toNanos());

        rows.stand();
        var answer = town.send(ANN, "after it");
        rows.awaitStanding();
        town.tick();
        rows.go();
        stored(answer);
        town.tick();
        town.settle();

        assertThat(listener.messages()).hasSize(2);
        assertThat(listener.abandoned).isEmpty();
    }

    @Test
    void sends_are_refused_before_fan_out_would_have_no_room() throws Exception {
        restart(GuildSettings.DEFAULTS.withInflight(4).withBacklog(8));
        try (var slowLane = new TestLane()) {
            var slow = town.join(BOB, slowLane);
            slow.stick();
            for (int i = 0; i < 8; i++) {
                town.sent(ANN, "taken " + i);
            }

            assertThat(now(town.send(ANN, "one too many"))).isEqualTo(refused(Refusal.BUSY));
            assertThat(town.history(new History.Newest(50))).hasSize(8);
            slow.release();
        }
    }

    @Test
    void typing_is_the_first_to_go_when_fan_out_is_behind() throws Exception {
        restart(GuildSettings.DEFAULTS.withInflight(4).withBacklog(8));
        try (var slowLane = new TestLane()) {
            var slow = town.join(BOB, slowLane);
            slow.stick();
            for (int i = 0; i < 5; i++) {
                town.sent(ANN, "taken " + i);
            }

            assertThat(type()).isInstanceOf(GuildAnswer.Done.class);
            assertThat(town.fanout.published).hasValue(5);
            slow.release();
            now(town.guilds.drain());
            town.guilds.leave(GUILD, slow);
            town.settle();
        }
        var listener = town.join(BOB);
        assertThat(type()).isInstanceOf(GuildAnswer.Done.class);
        town.settle();
        assertThat(listener.events()).hasSize(1).first().isInstanceOf(GuildEvent.TypingStarted.class);
    }

    @Test
    void thousands_of_members_are_founded_and_added_in_one_batch_each_while_nobody_listens() {
        int batches = rows.batches().size();
        now(town.ask(new GuildCommand.AddMembers(users(5_000))));

        assertThat(rows.batches()).hasSize(batches + 1);
        assertThat(Objects.requireNonNull(town.guilds.view(GUILD)).members()).hasSize(5_002);
        assertThat(town.store.accounts().guildsOf(users(5_000).getLast().id())).containsExactly(GUILD);
        assertThat(town.fanout.published).hasValue(0);
    }

    @Test
    void members_who_come_and_go_are_announced_one_by_one_to_who_listens() {
        var listener = town.join(BOB);
        var users = users(1_500);

        now(town.ask(new GuildCommand.AddMembers(users)));
        now(town.ask(new GuildCommand.RemoveMembers(users.stream().map(User::id).toList())));

        assertThat(listener.events()).hasSize(3_000);
        assertThat(listener.events().getLast()).isEqualTo(new GuildEvent.MemberLeft(users.getLast()));
        assertThat(Objects.requireNonNull(town.guilds.view(GUILD)).members())
                .extracting(member -> member.user().id())
                .containsExactlyInAnyOrder(ANN.id(), BOB.id());
        assertThat(town.store.accounts().guildsOf(users.getFirst().id())).isEmpty();
    }

    @Test
    void who_has_left_may_do_nothing_from_the_moment_the_call_returns() {
        now(town.ask(new GuildCommand.RemoveMembers(List.of(BOB.id()))));

        assertThat(now(town.send(BOB, "still here?"))).isEqualTo(refused(Refusal.UNKNOWN_CHANNEL));
        assertThat(Objects.requireNonNull(town.guilds.view(GUILD)).member(BOB.id()))
                .isNull();
    }

    @Test
    void who_joins_hears_nothing_from_before_and_who_leaves_nothing_from_after() {
        town.sent(ANN, "before");
        var listener = town.join(BOB);
        var between = town.sent(ANN, "between");
        town.guilds.leave(GUILD, listener);

        town.sent(ANN, "after");

        town.settle();
        assertThat(listener.messages()).containsExactly(between);
    }

    @Test
    void the_stages_of_a_send_follow_one_another() {
        town.join(BOB);
        var message = town.sent(ANN, "hello");
        town.settle();
        town.tick();

        assertThat(town.stages).singleElement().satisfies(stages -> {
            assertThat(stages.message()).isEqualTo(message.id());
            assertThat(List.of(
                            stages.receivedNanos(),
                            stages.ownerNanos(),
                            stages.durableNanos(),
                            stages.fanoutNanos(),
                            stages.deliveredNanos()))
                    .isSorted()
                    .doesNotHaveDuplicates();
        });
    }

    @Test
    void draining_ends_when_pending_writes_are_answered_and_delivered() throws Exception {
        var listener = town.join(BOB);
        rows.stand();
        var answer = town.send(ANN, "hello");
        rows.awaitStanding();

        var drained = town.guilds.drain();
        town.settle();
        assertThat(drained.toCompletableFuture()).isNotDone();
        rows.go();

        now(drained);
        assertThat(listener.messages()).containsExactly(stored(answer));
    }

    private GuildAnswer type() {
        return now(town.ask(new GuildCommand.StartTyping(town.square(), BOB.id())));
    }

    private CompletionStage<GuildAnswer> edit(Message message, User editor) {
        return town.ask(new GuildCommand.EditMessage(message.channel(), message.id(), editor.id(), "edited"));
    }

    private static Message missing(Message message) {
        return new Message(
                new MessageId(1), message.channel(), message.guild(), message.author(), "", null, null, null);
    }

    private static GuildAnswer refused(Refusal why) {
        return new GuildAnswer.Refused(why);
    }

    private static List<User> users(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new User(new UserId(5_000_000_000_000L + i), "user " + i, false))
                .toList();
    }
}

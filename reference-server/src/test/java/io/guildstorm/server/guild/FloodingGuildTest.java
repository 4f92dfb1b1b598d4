package io.guildstorm.server.guild;

import static io.guildstorm.server.guild.Town.ANN;
import static io.guildstorm.server.guild.Town.BOB;
import static io.guildstorm.server.guild.Town.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildCommand;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.store.FaultyRows;
import io.guildstorm.server.store.memory.MemoryRows;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One guild sends as much as it may, all the time; another one says something now and then. They share the writer,
/// which is led by the hand here, a batch at a time.
class FloodingGuildTest {
    private static final GuildId QUIET = new GuildId(4_194_304_000_002L);
    /// More than the writer takes in two batches, and fewer than a guild lets in: nobody is told to come back.
    private static final int FLOOD = 700;
    private static final int ROUNDS = 5;

    private final AtomicInteger flooded = new AtomicInteger();
    private volatile boolean flooding = true;
    private FaultyRows rows;
    private Town town;

    @BeforeEach
    void start() throws Exception {
        rows = new FaultyRows(new MemoryRows());
        town = Town.withActors(rows).founded();
        town.found(QUIET, List.of(BOB));
    }

    @AfterEach
    void stop() {
        flooding = false;
        rows.go();
        town.close();
    }

    /// Each send that is answered is followed by the next.
    private void flood() {
        if (flooding) {
            flooded.incrementAndGet();
            town.send(ANN, "flood").thenRun(this::flood);
        }
    }

    private CompletableFuture<GuildAnswer> say(String text) {
        var send = new GuildCommand.SendMessage(town.squareOf(QUIET), ANN, text, null, false, null);
        return town.guilds.ask(QUIET, send, 0).toCompletableFuture();
    }

    /// All that the quiet guild has published so far was delivered: typing is not written, so it waits for no writer.
    private void settle() {
        var typing = new GuildCommand.StartTyping(town.squareOf(QUIET), BOB.id());
        assertThat(now(town.guilds.ask(QUIET, typing, 0))).isInstanceOf(GuildAnswer.Done.class);
        var reached = new CompletableFuture<Void>();
        town.lane.execute(() -> reached.complete(null));
        now(reached);
    }

    @Test
    void its_flood_delays_what_others_send_by_at_most_two_batches_and_what_they_hear_not_at_all() throws Exception {
        var bob = town.join(QUIET, BOB, town.lane);
        rows.stand();
        flood();
        rows.awaitStanding();
        for (int i = 1; i < FLOOD; i++) {
            flood();
        }

        for (int round = 0; round < ROUNDS; round++) {
            String text = "round " + round;
            var said = say(text);
            settle(); // the writer stands, and has been given it
            assertThat(said).isNotDone();
            rows.step(); // the batch that was under way when it was said
            rows.awaitStanding();
            assertThat(said).isNotDone();
            rows.step(); // the batch that it is in
            rows.awaitStanding();

            assertThat(now(said)).isInstanceOf(GuildAnswer.Stored.class);
            settle();
            assertThat(bob.messages().stream().map(Message::content))
                    .as("heard while the writer stands")
                    .endsWith(text)
                    .hasSize(round + 1);
        }
        assertThat(flooded.get()).as("the flood went on").isGreaterThan(2 * FLOOD);
    }
}

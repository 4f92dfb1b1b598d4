package io.guildstorm.server.guild;

import static io.guildstorm.server.guild.Town.ANN;
import static io.guildstorm.server.guild.Town.GUILD;
import static io.guildstorm.server.guild.Town.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.fanout.EncodedEvent;
import io.guildstorm.server.fanout.EventLog;
import io.guildstorm.server.model.AccessCommand;
import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildCommand;
import io.guildstorm.server.model.GuildEvent.MessageCreated;
import io.guildstorm.server.state.HeldState;
import io.guildstorm.server.store.memory.MemoryRows;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a guild's next process knows of its log.
class InheritanceTest {
    private final MemoryRows rows = new MemoryRows();
    private final HeldState state = new HeldState();
    private final SteppedClock clock = new SteppedClock();
    private Town town;
    private long began;

    @BeforeEach
    void start() throws IOException {
        town = Town.direct(rows, state, clock).founded();
        began = log().newest();
    }

    @AfterEach
    void stop() {
        town.close();
    }

    private EventLog log() {
        return Objects.requireNonNull(town.guilds.log(GUILD));
    }

    private void nextProcess() throws IOException {
        town.settle();
        town.close();
        state.loseAppended(false);
        town = Town.direct(rows, state, clock);
    }

    private Optional<List<String>> saidAfter(long position) {
        return log().between(position, log().newest()).map(InheritanceTest::texts);
    }

    private static List<String> texts(List<EncodedEvent> events) {
        return events.stream()
                .map(event -> event.event() instanceof MessageCreated(var shown)
                        ? shown.message().content()
                        : "?")
                .toList();
    }

    @Test
    void a_log_goes_on_where_the_process_before_left_it() throws IOException {
        town.sent(ANN, "one");
        long one = log().newest();
        var bytes = log().between(began, one).orElseThrow().getFirst().body().afterSequence();
        town.sent(ANN, "two");

        nextProcess();

        assertThat(saidAfter(began)).contains(List.of("one", "two"));
        assertThat(saidAfter(one)).contains(List.of("two"));
        assertThat(log().between(began, log().newest())
                        .orElseThrow()
                        .getFirst()
                        .body()
                        .afterSequence())
                .isEqualTo(bytes);
        assertThat(log().inherited()).as("nothing was said here yet").isEqualTo(log().newest());
    }

    @Test
    void messages_that_were_stored_and_told_nobody_are_found_in_the_store() throws IOException {
        town.sent(ANN, "one");
        state.loseAppended(true);
        for (int i = 0; i < 250; i++) {
            town.sent(ANN, "lost " + i);
        }

        nextProcess();
        town.sent(ANN, "after");
        var said = saidAfter(began).orElseThrow();
        nextProcess();

        assertThat(said).hasSize(252).startsWith("one", "lost 0").endsWith("lost 249", "after");
        assertThat(saidAfter(began))
                .as("a process that died is not gone back behind")
                .isEmpty();
    }

    @Test
    void what_was_typed_last_was_never_stored_and_does_no_harm() throws IOException {
        town.sent(ANN, "one");
        assertThat(now(town.ask(new GuildCommand.StartTyping(town.square(), ANN.id()))))
                .isInstanceOf(GuildAnswer.Done.class);

        nextProcess();

        assertThat(saidAfter(began)).contains(List.of("one", "?"));
    }

    @Test
    void where_anything_but_messages_was_stored_last_nothing_is_inherited() throws IOException {
        var one = town.sent(ANN, "one");
        long told = log().newest();
        state.loseAppended(true);
        town.sent(ANN, "two");
        now(town.delete(one.id(), ANN.id()));

        nextProcess();

        assertThat(saidAfter(told)).isEmpty();
    }

    @Test
    void a_delete_that_told_nobody_is_not_taken_for_a_message() throws IOException {
        town.sent(ANN, "one");
        long told = log().newest();
        state.loseAppended(true);
        var two = town.sent(ANN, "two");
        now(town.delete(two.id(), ANN.id()));
        town.sent(ANN, "three");

        nextProcess();

        assertThat(saidAfter(told)).isEmpty();
    }

    @Test
    void nothing_is_read_across_a_hole() throws IOException {
        town.sent(ANN, "one");
        state.loseAppended(true);
        town.sent(ANN, "lost");
        long hole = log().newest();
        state.loseAppended(false);
        town.sent(ANN, "three");

        nextProcess();

        assertThat(saidAfter(began)).isEmpty();
        assertThat(saidAfter(hole)).contains(List.of("three"));
    }

    @Test
    void nothing_is_read_across_a_change_of_access() throws IOException {
        town.sent(ANN, "one");
        assertThat(now(town.ask(new AccessCommand.RenameGuild(ANN.id(), "village"))))
                .isInstanceOf(GuildAnswer.Changed.class);
        long changed = log().newest();
        town.sent(ANN, "two");

        nextProcess();

        assertThat(saidAfter(began)).isEmpty();
        assertThat(saidAfter(changed)).contains(List.of("two"));
    }
}

package io.guildstorm.server.guild;

import static io.guildstorm.server.guild.Town.ANN;
import static io.guildstorm.server.guild.Town.BOB;
import static io.guildstorm.server.guild.Town.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildCommand;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.Refusal;
import io.guildstorm.server.store.FaultyRows;
import io.guildstorm.server.store.MessageReads.History;
import io.guildstorm.server.store.memory.MemoryRows;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Case 9: while the disk stands, sends wait, for there is one log, and nothing else does.
class StandingDiskTest {
    private FaultyRows rows;
    private Town town;

    @BeforeEach
    void start() throws Exception {
        rows = new FaultyRows(new MemoryRows());
        town = Town.withActors(rows).founded();
    }

    @AfterEach
    void stop() {
        rows.go();
        town.close();
    }

    @Test
    void while_a_write_stands_history_is_read_and_typing_is_heard() throws Exception {
        var before = town.sent(ANN, "before");
        var bob = town.join(BOB);
        rows.stand();
        var waiting = town.send(ANN, "waiting").toCompletableFuture();
        rows.awaitStanding();

        assertThat(town.history(new History.Newest(10))).containsExactly(before);
        assertThat(now(town.ask(new GuildCommand.StartTyping(town.square(), BOB.id()))))
                .isInstanceOf(GuildAnswer.Done.class);
        assertThat(waiting).isNotDone();
        rows.go();
        assertThat(now(waiting)).isInstanceOf(GuildAnswer.Stored.class);
        now(town.guilds.drain());
        assertThat(bob.messages()).hasSize(1);
        assertThat(bob.heard).anyMatch(event -> event.event() instanceof GuildEvent.TypingStarted);
    }

    @Test
    void past_its_bound_a_guild_is_told_to_come_back_and_what_was_let_in_is_answered() throws Exception {
        rows.stand();
        var sends = new ArrayList<CompletableFuture<GuildAnswer>>();
        sends.add(town.send(ANN, "first").toCompletableFuture());
        rows.awaitStanding();
        int more = GuildSettings.DEFAULTS.inflight() + 10;
        for (int i = 0; i < more; i++) {
            sends.add(town.send(ANN, "m" + i).toCompletableFuture());
        }

        var refused = sends.stream().filter(CompletableFuture::isDone).toList();
        assertThat(refused)
                .hasSize(11)
                .allSatisfy(answer -> assertThat(now(answer)).isEqualTo(new GuildAnswer.Refused(Refusal.BUSY)));
        rows.go();
        assertThat(sends.stream().map(Town::now).filter(GuildAnswer.Stored.class::isInstance))
                .hasSize(GuildSettings.DEFAULTS.inflight());
    }
}

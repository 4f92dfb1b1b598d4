package io.guildstorm.server.guild;

import static io.guildstorm.server.guild.Town.ANN;
import static io.guildstorm.server.guild.Town.BOB;
import static io.guildstorm.server.guild.Town.now;
import static io.guildstorm.server.guild.Town.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.store.MessageReads.History;
import io.guildstorm.server.store.memory.MemoryRows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SendTest {
    private Town town;

    @BeforeEach
    void start() throws Exception {
        town = new Town(new MemoryRows()).founded();
    }

    @AfterEach
    void stop() throws Exception {
        town.close();
    }

    @Test
    void a_message_reaches_the_sender_the_listener_and_history() {
        var listener = town.join(BOB);

        var message = town.sent(ANN, "hello");

        town.settle();
        assertThat(listener.messages()).containsExactly(message);
        assertThat(town.history(new History.Newest(50))).containsExactly(message);
    }

    @Test
    void a_delete_has_been_delivered_when_it_returns() {
        var listener = town.join(BOB);
        var message = town.sent(ANN, "hello");

        var answer = now(town.delete(message.id(), ANN.id()));

        assertThat(answer).isInstanceOf(GuildAnswer.Done.class);
        assertThat(listener.events()).last().isEqualTo(new GuildEvent.MessageDeleted(message.channel(), message.id()));
        assertThat(town.history(new History.Newest(50))).isEmpty();
    }

    @Test
    void a_retry_with_its_nonce_is_the_first_message() {
        var listener = town.join(BOB);

        var first = town.send(ANN, "hello", "n1");
        var second = town.send(ANN, "hello", "n1");

        assertThat(stored(second).id()).isEqualTo(stored(first).id());
        assertThat(stored(town.send(ANN, "hello", "n1")).id())
                .isEqualTo(stored(first).id());
        town.settle();
        assertThat(listener.messages()).hasSize(1);
    }
}

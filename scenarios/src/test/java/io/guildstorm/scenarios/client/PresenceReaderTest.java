package io.guildstorm.scenarios.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PresenceReaderTest {
    private final PresenceReader reader = new PresenceReader();
    private final List<String> told = new ArrayList<>();

    private static String presence(long user, String status) {
        return "{\"user\":{\"id\":\"" + user + "\"},\"guild_id\":\"99\",\"status\":\"" + status
                + "\",\"activities\":[],\"client_status\":{}}";
    }

    private int read(String payload) throws IOException {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        assertThat(reader.isPresence(bytes, bytes.length)).isTrue();
        return reader.statuses(bytes, bytes.length, (user, status) -> told.add(user + " " + status.word()));
    }

    @Test
    void one_status_is_read_where_it_lies() throws IOException {
        String payload =
                "{\"t\":\"PRESENCE_UPDATE\",\"s\":12,\"op\":0,\"d\":" + presence(1234567890123456789L, "dnd") + "}";

        assertThat(read(payload)).isOne();

        assertThat(told).containsExactly("1234567890123456789 dnd");
        assertThat(reader.sequence(payload.getBytes(StandardCharsets.UTF_8), payload.length()))
                .isEqualTo(12);
    }

    @Test
    void the_statuses_of_a_window_are_all_read() throws IOException {
        int count = read("{\"t\":\"PRESENCE_UPDATES\",\"s\":3,\"op\":0,\"d\":{\"presences\":[" + presence(1, "online")
                + "," + presence(2, "idle") + "," + presence(3, "offline") + "]}}");

        assertThat(count).isEqualTo(3);
        assertThat(told).containsExactly("1 online", "2 idle", "3 offline");
    }

    @Test
    void fields_in_another_order_are_read_all_the_same() throws IOException {
        int count = read("{\"t\":\"PRESENCE_UPDATE\",\"s\":3,\"op\":0,\"d\":"
                + "{\"status\":\"idle\",\"guild_id\":\"9\",\"user\":{\"id\":\"5\"}}}");

        assertThat(count).isOne();
        assertThat(told).containsExactly("5 idle");
    }

    @Test
    void a_word_that_is_no_status_is_refused() {
        assertThatThrownBy(() -> read("{\"t\":\"PRESENCE_UPDATE\",\"s\":3,\"op\":0,\"d\":" + presence(1, "busy") + "}"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_guild_tells_the_statuses_that_its_creation_carries() throws IOException {
        String guild = "{\"t\":\"GUILD_CREATE\",\"s\":2,\"op\":0,\"d\":{\"id\":\"9\",\"presences\":["
                + presence(4, "online") + "]}}";
        byte[] bytes = guild.getBytes(StandardCharsets.UTF_8);

        int count = reader.guildStatuses(bytes, bytes.length, (user, status) -> told.add(user + " " + status.word()));

        assertThat(PresenceReader.isGuild(bytes, bytes.length)).isTrue();
        assertThat(count).isOne();
        assertThat(told).containsExactly("4 online");
    }
}

package io.guildstorm.scenarios.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PresencePayloadsTest {
    @Test
    void whom_a_client_shows_is_named_and_nobody_by_an_empty_list() {
        assertThat(PresencePayloads.show("7", List.of("1", "2")))
                .isEqualTo("{\"op\":14,\"d\":{\"guild_id\":\"7\",\"members\":[\"1\",\"2\"]}}");
        assertThat(PresencePayloads.show("7", List.of()))
                .isEqualTo("{\"op\":14,\"d\":{\"guild_id\":\"7\",\"members\":[]}}");
    }
}

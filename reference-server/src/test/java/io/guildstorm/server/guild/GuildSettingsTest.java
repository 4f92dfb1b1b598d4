package io.guildstorm.server.guild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildstorm.server.store.StoreSettings;
import org.junit.jupiter.api.Test;

class GuildSettingsTest {
    @Test
    void the_defaults_fit_together() {
        var settings = GuildSettings.DEFAULTS.within(StoreSettings.DEFAULTS.pending());

        assertThat(settings.logSlots()).isEqualTo(2_048);
    }

    @Test
    void permits_stay_below_the_backlog_of_fan_out() {
        assertThatThrownBy(() -> GuildSettings.DEFAULTS.withBacklog(1_024))
                .hasMessageContaining("guild.inflight 1024 has to be below fanout.backlog 1024");
    }

    @Test
    void permits_stay_within_what_the_store_queues() {
        assertThatThrownBy(() -> GuildSettings.DEFAULTS.within(1_000))
                .hasMessageContaining("guild.inflight 1024 may not be above store.pending 1000");
    }
}

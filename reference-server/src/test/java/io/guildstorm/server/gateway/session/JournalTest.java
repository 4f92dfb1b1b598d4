package io.guildstorm.server.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.gateway.session.Journal.Own;
import io.guildstorm.server.gateway.session.Journal.Run;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.wire.EventBody;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static final GuildId GUILD = new GuildId(1_000_000_000_000_000_001L);
    private final Journal journal = new Journal();

    private static Own own(int bytes) {
        return new Own(new EventBody(new byte[0], new byte[bytes], null, 0));
    }

    @Test
    void a_confirmed_number_inside_a_run_shortens_the_run() {
        journal.add(own(10));
        journal.add(new Run(GUILD, 500, 100));

        journal.confirm(41);

        assertThat(journal.oldest()).isEqualTo(42);
        assertThat(journal.entries()).containsExactly(new Run(GUILD, 500, 60));
        assertThat(journal.next()).isEqualTo(102);
    }

    @Test
    void a_confirmed_number_in_the_run_that_still_grows_leaves_only_the_rest_to_it() {
        journal.add(own(10));

        journal.confirm(30);

        assertThat(journal.entries()).isEmpty();
        assertThat(journal.oldest()).isEqualTo(31);
        assertThat(journal.next()).isEqualTo(31);
    }

    @Test
    void past_its_bounds_it_forgets_the_oldest() {
        for (int i = 0; i < Journal.ENTRIES_MAX + 6; i++) {
            journal.add(new Run(GUILD, i, 2));
        }
        assertThat(journal.entries()).hasSize(Journal.ENTRIES_MAX);
        assertThat(journal.oldest()).isEqualTo(13);

        journal.add(own(Journal.BYTES_MAX));
        assertThat(journal.next() - journal.oldest()).isEqualTo(2 * (Journal.ENTRIES_MAX - 1) + 1);
        journal.add(own(1));
        assertThat(journal.entries()).hasSize(1);
        assertThat(journal.oldest()).isEqualTo(journal.next() - 1);
    }
}

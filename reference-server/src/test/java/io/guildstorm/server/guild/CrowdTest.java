package io.guildstorm.server.guild;

import static io.guildstorm.server.guild.Town.ANN;
import static io.guildstorm.server.guild.Town.BOB;
import static io.guildstorm.server.guild.Town.GUILD;
import static io.guildstorm.server.guild.Town.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.model.AccessCommand.BanUser;
import io.guildstorm.server.model.AccessCommand.DeleteRole;
import io.guildstorm.server.model.AccessCommand.GrantRole;
import io.guildstorm.server.model.Crowd;
import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildCommand;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.RoleId;
import io.guildstorm.server.store.rocksdb.RocksDbRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A guild that was founded with members by the ten thousand.
class CrowdTest {
    private static final int COUNT = 50_000;

    @TempDir
    private Path folder;

    private Town town;
    private Crowd crowd;

    @BeforeEach
    void start() throws Exception {
        town = Town.direct(RocksDbRows.open(folder));
        crowd = now(new Crowds(town.store, town.ids::next, town.clock).make(GUILD, new Crowds.Wanted(7, COUNT, 3)));
        var create = new GuildCommand.Create("town", ANN, List.of("square"), List.of(BOB), crowd);
        assertThat(now(town.guilds.ask(GUILD, create, 0))).isInstanceOf(GuildAnswer.Created.class);
    }

    @AfterEach
    void stop() {
        town.close();
    }

    private void restart() throws Exception {
        town.close();
        town = Town.direct(RocksDbRows.open(folder));
        town.sent(ANN, "up again"); // the guild was claimed, and its view is there
    }

    private GuildView view() {
        return Objects.requireNonNull(town.guilds.view(GUILD));
    }

    private static List<Member> all(GuildView view) {
        var all = new ArrayList<Member>();
        view.members().forEach(all::add);
        return all;
    }

    @Test
    void it_is_the_same_after_a_restart() throws Exception {
        var before = all(view());

        restart();

        assertThat(before).hasSize(COUNT + 2);
        assertThat(all(view())).isEqualTo(before);
    }

    @Test
    void what_was_changed_of_it_is_changed_after_a_restart() throws Exception {
        var members = all(view());
        var granted = members.get(10).user().id();
        var banned = members.get(20).user().id();
        var removed = members.get(30).user().id();
        RoleId first = crowd.roles().getFirst().id();
        RoleId last = crowd.roles().getLast().id();
        done(new DeleteRole(ANN.id(), first));
        done(new GrantRole(ANN.id(), granted, last));
        done(new BanUser(ANN.id(), members.get(20).user(), null));
        done(new GuildCommand.RemoveMembers(List.of(removed)));
        var before = all(view());

        restart();

        assertThat(all(view())).isEqualTo(before).hasSize(COUNT);
        assertThat(view().members().get(granted)).isNotNull();
        assertThat(Objects.requireNonNull(view().member(granted)).roles()).contains(last);
        assertThat(view().member(banned)).isNull();
        assertThat(view().member(removed)).isNull();
        assertThat(before).noneMatch(member -> member.roles().contains(first));
        assertThat(town.store.accounts().guildsOf(removed)).isEmpty();
    }

    private void done(GuildCommand command) {
        assertThat(now(town.ask(command))).isNotInstanceOf(GuildAnswer.Refused.class);
        town.settle();
    }
}

package io.guildstorm.scenarios.check;

import static io.guildstorm.scenarios.check.Status.DND;
import static io.guildstorm.scenarios.check.Status.IDLE;
import static io.guildstorm.scenarios.check.Status.INVISIBLE;
import static io.guildstorm.scenarios.check.Status.OFFLINE;
import static io.guildstorm.scenarios.check.Status.ONLINE;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.scenarios.check.StatusJournal.How;
import io.guildstorm.scenarios.check.StatusJournal.Row;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TruthMeterTest {
    private static final long USER = 7;

    private final List<Row> did = new ArrayList<>();
    private final StatusHistory view = new StatusHistory();
    private final List<Long> staleness = new ArrayList<>();
    private final List<Long> ghosts = new ArrayList<>();
    private final TruthMeter meter = new TruthMeter(staleness::add, ghosts::add);

    private void did(long at, Status status, How how) {
        did.add(new Row(USER, status, how, at, at));
    }

    private void watch(long from, long to, boolean atRest) {
        StatusHistory truth = StatusJournal.of(did).truth().getOrDefault(USER, new StatusHistory());
        meter.add(new TruthMeter.Watch(1, USER, from, to, atRest), truth, view);
    }

    @Test
    void a_change_is_stale_until_it_is_told() {
        did(10, ONLINE, How.READY);
        view.add(14, ONLINE);
        did(50, DND, How.CHANGED);
        view.add(80, DND);

        watch(0, 100, true);

        assertThat(staleness).containsExactly(4L, 30L);
        assertThat(meter.wrong()).isZero();
        assertThat(meter.views()).isOne();
    }

    @Test
    void what_is_taken_back_before_it_is_told_was_never_stale() {
        did(10, ONLINE, How.READY);
        view.add(10, ONLINE);
        did(50, IDLE, How.CHANGED);
        did(60, ONLINE, How.CHANGED);

        watch(0, 100, true);

        assertThat(staleness).isEmpty();
        assertThat(meter.takenBack()).isOne();
        assertThat(meter.wrong()).isZero();
    }

    @Test
    void a_wrong_view_at_rest_is_counted_and_named() {
        did(10, ONLINE, How.READY);
        view.add(10, ONLINE);
        did(90, DND, How.CHANGED);

        watch(20, 90_000_000, true);

        assertThat(meter.wrong()).isOne();
        assertThat(meter.examples()).containsExactly("watcher 1 sees user 7 online, who is dnd since 89 ms");
        assertThat(staleness).containsExactly(90_000_000L - 90);
    }

    @Test
    void an_invisible_user_is_offline_to_others() {
        did(10, ONLINE, How.READY);
        view.add(10, ONLINE);
        did(50, INVISIBLE, How.CHANGED);
        view.add(75, OFFLINE);

        watch(20, 100, true);

        assertThat(meter.wrong()).isZero();
        assertThat(ghosts).containsExactly(25L);
        assertThat(staleness).containsExactly(25L);
    }

    @Test
    void who_was_cut_is_a_ghost_and_no_stale_view() {
        did(10, ONLINE, How.READY);
        view.add(10, ONLINE);
        did(50, OFFLINE, How.CUT);
        view.add(95, OFFLINE);

        watch(20, 100, true);

        assertThat(ghosts).containsExactly(45L);
        assertThat(staleness).isEmpty();
        assertThat(meter.wrong()).isZero();
    }

    @Test
    void who_comes_back_within_the_grace_was_a_ghost_until_then() {
        did(10, ONLINE, How.READY);
        view.add(10, ONLINE);
        did(50, OFFLINE, How.CUT);
        did(70, ONLINE, How.READY);

        watch(20, 100, true);

        assertThat(ghosts).containsExactly(20L);
        assertThat(staleness).isEmpty();
        assertThat(meter.takenBack()).isZero();
    }

    @Test
    void a_watcher_who_leaves_is_not_at_rest() {
        did(10, ONLINE, How.READY);

        watch(20, 100, false);

        assertThat(meter.views()).isZero();
        assertThat(meter.wrong()).isZero();
        assertThat(staleness).isEmpty();
    }

    @Test
    void a_view_of_who_never_came_and_was_never_told_is_right() {
        watch(0, 100, true);

        assertThat(meter.wrong()).isZero();
        assertThat(meter.views()).isOne();
    }

    @Test
    void what_was_told_before_the_watching_began_is_seen_from_its_begin() {
        did(10, ONLINE, How.READY);
        view.add(12, ONLINE);
        did(15, DND, How.CHANGED);
        view.add(40, DND);

        watch(30, 100, true);

        assertThat(staleness).containsExactly(10L);
    }
}

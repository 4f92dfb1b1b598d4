package io.guildstorm.scenarios.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.scenarios.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;

/// The meter against the rules written down naively: what holds at every single instant, and its runs.
class TruthMeterOracleTest {
    private static final int END = 80;
    private static final Status[] SHOWN = {Status.OFFLINE, Status.ONLINE, Status.IDLE, Status.DND};

    private final StatusHistory truth = new StatusHistory();
    private final StatusHistory view = new StatusHistory();
    private final Status[] was = new Status[END + 1];
    private final Status[] seen = new Status[END + 1];
    private final boolean[] cut = new boolean[END + 1];
    private final boolean[] told = new boolean[END + 1];

    @ParameterizedTest
    @Seeds(count = 1_000)
    void every_instant_is_judged_as_the_rules_say(RandomGenerator random) {
        story(random);
        int from = random.nextInt(END);
        int to = random.nextInt(from, END);
        boolean atRest = random.nextBoolean();
        List<Long> staleness = new ArrayList<>();
        List<Long> ghosts = new ArrayList<>();
        TruthMeter meter = new TruthMeter(staleness::add, ghosts::add);

        meter.add(new TruthMeter.Watch(1, 2, from, to, atRest), truth, view);

        List<Long> expectedStale = new ArrayList<>();
        List<Long> expectedGhosts = new ArrayList<>();
        long takenBack = 0;
        for (int at = from; at <= to; at++) {
            if (stale(at) && (at == from || !stale(at - 1))) {
                int end = at;
                while (end <= to && stale(end)) end++;
                if (end > to) add(expectedStale, to - at, atRest);
                else if (told[end]) expectedStale.add((long) end - at);
                else if (!cut[end]) takenBack++;
            }
            if (ghost(at) && (at == from || !ghost(at - 1))) {
                int end = at;
                while (end <= to && ghost(end)) end++;
                add(expectedGhosts, Math.min(end, to) - at, end <= to || atRest);
            }
        }
        assertThat(staleness).isEqualTo(expectedStale);
        assertThat(ghosts).isEqualTo(expectedGhosts);
        assertThat(meter.takenBack()).isEqualTo(takenBack);
        assertThat(meter.views()).isEqualTo(atRest ? 1 : 0);
        assertThat(meter.wrong()).isEqualTo(atRest && was[to] != seen[to] ? 1 : 0);
    }

    private static void add(List<Long> lengths, long length, boolean counted) {
        if (counted) lengths.add(length);
    }

    private boolean stale(int at) {
        return !cut[at] && was[at] != seen[at];
    }

    private boolean ghost(int at) {
        return was[at] == Status.OFFLINE && seen[at] != Status.OFFLINE;
    }

    /// Truth changes at even instants and what is told at odd ones, so that nobody need say which of two came first.
    private void story(RandomGenerator random) {
        Status now = Status.OFFLINE;
        Status said = Status.OFFLINE;
        boolean isCut = false;
        for (int at = 0; at <= END; at++) {
            if (random.nextInt(6) == 0 && at % 2 == 0) {
                isCut = random.nextInt(3) == 0;
                now = isCut ? Status.OFFLINE : SHOWN[random.nextInt(SHOWN.length)];
                if (isCut) truth.cut(at);
                else truth.add(at, now);
            } else if (random.nextInt(3) == 0 && at % 2 == 1) {
                said = random.nextInt(3) == 0 ? SHOWN[random.nextInt(SHOWN.length)] : now;
                view.add(at, said);
                told[at] = true;
            }
            was[at] = now;
            seen[at] = said;
            cut[at] = isCut;
        }
    }
}

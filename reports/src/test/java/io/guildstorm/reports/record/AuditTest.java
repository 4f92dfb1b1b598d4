package io.guildstorm.reports.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AuditTest {
    private static Audit counting(int field) {
        long[] n = new long[10];
        n[field] = 1;
        return new Audit(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9]);
    }

    static Stream<Audit> faults() {
        return IntStream.rangeClosed(2, 8).mapToObj(AuditTest::counting);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_single_fault_of_any_kind_is_not_clean(Audit audit) {
        assertThat(audit.clean()).isFalse();
    }

    @Test
    void due_delivered_and_in_flight_are_no_faults() {
        assertThat(new Audit(3, 2, 0, 0, 0, 0, 0, 0, 0, 1).clean()).isTrue();
    }

    @Test
    void audits_of_several_swarms_add_up_field_by_field() {
        Audit one = new Audit(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        Audit ten = new Audit(10, 20, 30, 40, 50, 60, 70, 80, 90, 100);

        assertThat(one.plus(ten)).isEqualTo(new Audit(11, 22, 33, 44, 55, 66, 77, 88, 99, 110));
        assertThat(one.plus(Audit.NONE)).isEqualTo(one);
    }

    @Test
    void what_an_interrupted_run_misses_is_in_flight_and_not_lost() {
        Audit cut = new Audit(10, 6, 4, 1, 0, 0, 0, 0, 0, 0).interrupted();

        assertThat(cut).isEqualTo(new Audit(10, 6, 0, 1, 0, 0, 0, 0, 0, 4));
    }
}

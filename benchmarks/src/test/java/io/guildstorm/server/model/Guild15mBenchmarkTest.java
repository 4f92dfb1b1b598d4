package io.guildstorm.server.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class Guild15mBenchmarkTest {
    private static final int MEMBERS = 70_000;
    private static final int CALLS = 500;

    private final Guild15mBenchmark benchmark = new Guild15mBenchmark();

    Guild15mBenchmarkTest() {
        benchmark.members = MEMBERS;
        benchmark.found();
    }

    @Test
    void lookUp_is_another_member_each_time() {
        assertThat(IntStream.range(0, CALLS)
                        .mapToObj(_ -> Objects.requireNonNull(benchmark.lookUp())
                                .user()
                                .id()))
                .doesNotHaveDuplicates();
    }

    @Test
    void lookUpAbsent_finds_nobody() {
        assertThat(IntStream.range(0, CALLS).filter(_ -> benchmark.lookUpAbsent()))
                .isEmpty();
    }

    @Test
    void changeRoles_gives_one_member_all_roles_each_time() {
        var member = Objects.requireNonNull(benchmark.lookUp());
        var same = new Guild15mBenchmark();
        same.members = MEMBERS;
        same.found();

        var changed = same.changeRoles();

        assertThat(changed.size()).isEqualTo(MEMBERS);
        assertThat(changed.roles(member.user().id())).hasSize(3);
    }

    @Test
    void join_is_one_member_more() {
        assertThat(benchmark.join().size()).isEqualTo(MEMBERS + 1);
    }

    @Test
    void leave_is_one_member_less_and_another_each_time() {
        var first = benchmark.leave();
        var second = benchmark.leave();

        assertThat(first.size()).isEqualTo(MEMBERS - 1);
        assertThat(second.size()).isEqualTo(MEMBERS - 1);
        assertThat(first.pages()).isEqualTo(second.pages());
        assertThat(IntStream.range(0, first.pages()).filter(page -> first.page(page) != second.page(page)))
                .as("pages that differ")
                .isNotEmpty();
    }

    @Test
    void searchInVain_finds_nobody() {
        assertThat(benchmark.searchInVain()).isEmpty();
    }

    @Test
    void searchOneLetter_finds_a_hundred_who_are_called_so() {
        assertThat(benchmark.searchOneLetter())
                .hasSize(100)
                .allMatch(member -> Objects.requireNonNullElse(
                                member.nick(), member.user().name())
                        .startsWith("b"));
    }

    @Test
    void create_makes_them_all() {
        assertThat(benchmark.create().size()).isEqualTo(MEMBERS);

        benchmark.members = 7;

        assertThat(benchmark.create().size()).isEqualTo(7);
    }
}

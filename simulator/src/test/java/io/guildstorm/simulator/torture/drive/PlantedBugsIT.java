package io.guildstorm.simulator.torture.drive;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.simulator.torture.check.Checker.Judgement;
import io.guildstorm.simulator.torture.check.Finding;
import io.guildstorm.simulator.torture.check.Report;
import io.guildstorm.simulator.torture.plan.FaultKind;
import io.guildstorm.simulator.torture.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Ten bugs, planted between the clients and the real server: each is found, with a witness. The witnesses are left in
/// `target/planted-bugs/`, from where they came into docs/torture.md.
@Tag("slow")
@Timeout(240)
@DisplayNameGeneration(ReplaceUnderscores.class)
class PlantedBugsIT {
    private static final Duration TIME = Duration.ofSeconds(6);
    private static final int CLIENTS = 3;
    /// A seed fixes the plan and not the timing: on a busy machine six seconds may pass without anybody to see the bug.
    private static final int PLAYS = 5;
    private static final Path WITNESSES = Path.of("target", "planted-bugs");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void a_planted_bug_is_found(Planted planted) throws IOException {
        Judgement judgement = torture(1, planted.bug(), planted.faults());
        for (long seed = 2; seed <= PLAYS && !isFound(planted, judgement); seed++)
            judgement = torture(seed, planted.bug(), planted.faults());

        assertThat(judgement.findings()).extracting(Finding::rule).contains(planted.rule());
        keep(planted, judgement);
    }

    @Test
    void without_a_bug_the_same_proxy_is_clean() throws IOException {
        Judgement judgement = torture(1, new Planted.Bug() {}, Set.of(FaultKind.CUT, FaultKind.ACCESS, FaultKind.STOP));

        assertThat(Report.findings(judgement)).isEmpty();
        assertThat(judgement.deliveries()).isPositive();
    }

    private static boolean isFound(Planted planted, Judgement judgement) {
        return judgement.findings().stream().anyMatch(finding -> finding.rule() == planted.rule());
    }

    private Judgement torture(long seed, Planted.Bug bug, Set<FaultKind> faults) throws IOException {
        List<String> said = new ArrayList<>();
        try (FaultyServer server = new FaultyServer(Files.createDirectory(folder.resolve("seed-" + seed)), bug)) {
            return new Torture(Plan.of(seed, TIME, CLIENTS, faults), server, said::add)
                    .run()
                    .judgement();
        }
    }

    private static void keep(Planted planted, Judgement judgement) throws IOException {
        Finding finding = judgement
                .smallest()
                .filter(each -> each.rule() == planted.rule())
                .findFirst()
                .orElseThrow();
        List<String> lines = new ArrayList<>(List.of("planted: " + planted.what()));
        lines.addAll(Report.lines(finding, judgement.count(planted.rule())));
        lines.add("");
        Files.createDirectories(WITNESSES);
        Files.write(
                WITNESSES.resolve(planted.rule().word() + ".txt"),
                lines,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING);
    }
}

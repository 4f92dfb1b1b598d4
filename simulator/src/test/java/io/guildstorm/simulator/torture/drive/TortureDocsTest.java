package io.guildstorm.simulator.torture.drive;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.simulator.torture.check.Rule;
import io.guildstorm.simulator.torture.plan.FaultKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TortureDocsTest {
    private static final Path PAGE = Path.of("..", "docs", "torture.md");

    @Test
    void the_page_tells_every_rule_every_fault_and_the_witness_of_every_planted_bug() throws IOException {
        String page = Files.readString(PAGE);

        for (Rule rule : Rule.values()) assertThat(page).contains("| `" + rule.word() + "` | " + rule.law() + " |");
        for (FaultKind kind : FaultKind.values()) assertThat(page).contains("`" + kind.word() + "` (");
        for (Planted planted : Planted.values())
            assertThat(page)
                    .contains(
                            "planted: " + planted.what() + "\n" + planted.rule().word() + ": ");
    }
}

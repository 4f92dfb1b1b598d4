package io.guildstorm.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.reports.Seeds;
import io.guildstorm.reports.page.html.Html;
import io.guildstorm.reports.record.Machine;
import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.TargetResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/// Commands, paths, switches and names come from outside and may hold anything.
@DisplayNameGeneration(ReplaceUnderscores.class)
class HostileRunTest {
    private static final String EVIL =
            "\"'><script>alert(1)</script><img src=x onerror=alert(2)>&amp;]]>--></textarea>\u0000";

    @Test
    void no_text_of_a_run_becomes_markup(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("evil <b>&'x'.csv"), "");
        RunRecord record = RunRecord.of(EVIL)
                .headline(EVIL)
                .command(EVIL + " --set " + EVIL + "=1")
                .settings(Map.of(EVIL, EVIL))
                .reasons(List.of(new Reason(EVIL, EVIL, EVIL, new Reason.Evidence(EVIL, EVIL, EVIL, List.of(EVIL)))))
                .targets(List.of(new TargetResult(EVIL, EVIL, 1, null, null, EVIL)))
                .machine(new Machine(
                        EVIL,
                        1,
                        1L,
                        EVIL,
                        EVIL,
                        Map.of(EVIL, List.of(EVIL)),
                        Map.of(EVIL, 5),
                        1L,
                        EVIL,
                        EVIL,
                        true,
                        null,
                        null,
                        null,
                        new Machine.Clock(EVIL, null)))
                .build();

        String text = Files.readString(ReportRenderer.render(new RunFolder(folder), record));
        PageXml page = PageXml.parse(text);

        assertThat(page.tags("script")).hasSize(1);
        assertThat(page.tags("img")).isEmpty();
        assertThat(page.tags("b")).isEmpty();
        assertThat(page.withId("headline").orElseThrow().getTextContent()).isEqualTo(EVIL.replace('\u0000', '\uFFFD'));
        assertThat(page.withId("command").orElseThrow().getTextContent()).startsWith("\"'><script>");
        assertThat(page.all()).allSatisfy(element -> {
            assertThat(element.hasAttribute("onerror")).isFalse();
            assertThat(element.getAttribute("href")).doesNotStartWith("javascript:");
        });
    }

    @ParameterizedTest
    @Seeds(count = 200)
    void any_text_is_read_back_as_it_was(RandomGenerator random) {
        String text = random.ints(40, 0x20, 0x2FF)
                .filter(c -> c != 0x7F)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();

        PageXml read =
                PageXml.parse(Html.of("<p title=\"{}\">{}</p>", text, text).markup());

        assertThat(read.root().getTextContent()).isEqualTo(text);
        assertThat(read.root().getAttribute("title")).isEqualTo(text);
    }
}

package io.guildstorm.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guildstorm.reports.target.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// README shows figures of one real run of the three headline storms, and that run lies in the repository.
class SampleTest {
    private static final Path SUITE = Path.of("sample");
    private static final Path SAMPLE = SUITE.resolve("1-hot-channel");
    private static final Path STORM = SUITE.resolve("3-presence-storm");
    private static final Path README = Path.of("..", "README.md");

    private static final Pattern FOLDER_OF_A_MACHINE =
            Pattern.compile("(?<![\\w.])/(home|root|work|tmp|usr|var|Users|opt|builds?)/");

    private final JsonNode sample = json(SAMPLE.resolve("run.json"));
    private final String headline = sample.path("headline").asText();
    private final double p99 = sample.at("/latency/delivery/p99_ms").doubleValue();
    private final String readme = text(README);

    @Test
    void the_readme_says_what_the_sample_measured() {
        JsonNode discord = sample.at("/targets/0");
        double relative = sample.at("/cost/relative_to_bare_send").doubleValue();

        assertThat(discord.path("name").asText()).isEqualTo("discord");
        assertThat(readme.replace('\n', ' ')).contains("**" + headline + "**");
        assertThat(readme)
                .contains("p99 %s of a %s target; %s the price of the bare socket write"
                        .formatted(
                                Figures.ms(discord.path("actual").doubleValue()),
                                Figures.ms(discord.path("limit").doubleValue()),
                                Figures.times(relative)));
    }

    @Test
    void the_readme_shows_the_picture_and_links_the_page_of_the_sample() {
        assertThat(readme)
                .contains(
                        "](reports/sample/1-hot-channel/charts/arrival.svg)",
                        "](reports/sample/3-presence-storm/charts/presence.svg)",
                        "](reports/sample/report.html)");
        assertThat(between("<desc id=\"arrival-desc\">", "</desc>", SAMPLE.resolve("charts/arrival.svg")))
                .contains("99 % after " + Figures.ms(p99));
        assertThat(between("<h1 id=\"headline\">", "</h1>", SAMPLE.resolve("report.html")))
                .isEqualTo(headline);
    }

    @Test
    void the_readme_says_what_was_left_of_the_presence_storm() {
        JsonNode storm = json(STORM.resolve("run.json"));
        JsonNode ours = storm.at("/experiment/presence_storm/1");

        assertThat(storm.path("verdict").asText()).isEqualTo("pass");
        assertThat(readme).contains("**" + storm.path("headline").asText() + "**");
        assertThat(ours.path("name").asText()).isEqualTo("optimised");
        assertThat(readme)
                .contains("%s fewer events than the naive design, %d of %s views wrong at rest"
                        .formatted(
                                Figures.times(storm.at("/experiment/presence_storm/0/updates")
                                                .doubleValue()
                                        / ours.path("updates").doubleValue()),
                                ours.path("wrong").intValue(),
                                Figures.count(ours.path("views").longValue())));
    }

    @Test
    void the_sample_is_one_run_of_all_three_storms() {
        JsonNode suite = json(SUITE.resolve("suite.json"));

        assertThat(suite.path("command").asText()).isEqualTo("guildstorm run");
        assertThat(suite.path("verdict").asText()).isEqualTo("pass");
        assertThat(suite.path("runs"))
                .extracting(run -> run.path("dir").asText())
                .containsExactly("1-hot-channel", "2-guild-15m", "3-presence-storm");
    }

    @Test
    void the_sample_is_a_default_run_of_a_commit_that_met_its_targets() {
        assertThat(sample.path("verdict").asText()).isEqualTo("pass");
        assertThat(sample.path("command").asText()).isEqualTo("guildstorm run hot-channel");
        assertThat(sample.at("/tool/git/dirty").asBoolean(true)).isFalse();
        assertThat(sample.at("/sessions/real").intValue()).isEqualTo(2_000);
    }

    @Test
    void the_sample_names_no_folder_of_the_machine_that_made_it() throws IOException {
        try (Stream<Path> files = Files.walk(SUITE)) {
            List<Path> texts = files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".png"))
                    .toList();
            assertThat(texts).hasSizeGreaterThan(20);
            assertThat(texts)
                    .filteredOn(file -> FOLDER_OF_A_MACHINE.matcher(text(file)).find())
                    .isEmpty();
        }
    }

    private static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new AssertionError(file + " cannot be read", e);
        }
    }

    private static String between(String before, String after, Path file) {
        String text = text(file);
        int from = text.indexOf(before) + before.length();
        return text.substring(from, text.indexOf(after, from)).replace('\u00a0', ' ');
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(file + " cannot be read", e);
        }
    }
}

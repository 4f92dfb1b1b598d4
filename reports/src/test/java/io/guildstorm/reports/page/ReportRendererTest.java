package io.guildstorm.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.reports.chart.theme.Units;
import io.guildstorm.reports.page.section.Section;
import io.guildstorm.reports.page.section.Sections;
import io.guildstorm.reports.record.Headroom;
import io.guildstorm.reports.record.Latency;
import io.guildstorm.reports.record.Quantiles;
import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.RunFile;
import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.Verdict;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

@Timeout(300) // draws dozens of pictures, on a machine that may be busy
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReportRendererTest {
    @TempDir
    static Path folder;

    private static RunFolder run;
    private static RunRecord record;
    private static String text;
    private static PageXml page;

    @BeforeAll
    @Timeout(300) // the one on the class is for tests only
    static void render() throws IOException {
        run = SyntheticRun.stalling(folder.resolve("run"));
        text = Files.readString(ReportRenderer.render(run.path()));
        record = RunFile.read(run.runJson());
        page = PageXml.parse(text);
    }

    @Test
    void every_section_is_there_in_order() {
        List<String> ids = page.tags("section").stream()
                .filter(section -> section.getAttribute("class").equals("part"))
                .map(section -> section.getAttribute("id"))
                .toList();

        assertThat(ids)
                .containsExactly(
                        "arrival",
                        "verdict",
                        "headroom",
                        "cost",
                        "stages",
                        "sessions",
                        "seconds",
                        "percentiles",
                        "minute",
                        "limits",
                        "repeat",
                        "words");
        assertThat(ids.subList(0, 11))
                .isEqualTo(Sections.all().stream().map(Section::id).toList());
    }

    @Test
    void the_headline_is_the_records_word_for_word() {
        assertThat(page.withId("headline").orElseThrow().getTextContent()).isEqualTo(record.headline());
        assertThat(page.withId("verdict-word").orElseThrow().getTextContent()).isEqualTo("FAIL");
        assertThat(page.withId("reasons").orElseThrow().getTextContent()).contains("GC pause of 180 ms", "jvm.gc=zgc");
    }

    @Test
    void no_anchor_is_there_twice_and_every_link_leads_somewhere() {
        List<String> ids = page.all().stream()
                .map(element -> element.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .toList();
        List<String> links =
                page.tags("a").stream().map(link -> link.getAttribute("href")).toList();

        assertThat(ids).doesNotHaveDuplicates().contains("targets", "audit", "instrument", "chart-arrival");
        assertThat(links)
                .filteredOn(link -> link.startsWith("#"))
                .allSatisfy(link -> assertThat(ids).contains(link.substring(1)));
        assertThat(links)
                .filteredOn(link -> !link.startsWith("#"))
                .isNotEmpty()
                .allSatisfy(
                        link -> assertThat(run.path().resolve(URI.create(link).getPath()))
                                .exists());
    }

    @Test
    void nothing_is_asked_of_the_network() {
        String without =
                text.replace("xmlns=\"http://www.w3.org/2000/svg\"", "").replaceAll("xmlns:xlink=\"[^\"]*\"", "");

        assertThat(without).doesNotContain("http://", "https://", "@import", "src=", "<link", "<iframe");
        assertThat(page.tags("image"))
                .isNotEmpty()
                .allSatisfy(image -> assertThat(image.getAttribute("href")).startsWith("data:image/png;base64,"));
    }

    @Test
    void tables_tell_the_figures_of_the_record() {
        Quantiles delivery = Objects.requireNonNull(record.latency().delivery());

        assertThat(page.cells("latency.delivery").get(0)).isEqualTo(millis(delivery.p50Ms()));
        assertThat(page.cells("latency.delivery").get(2)).startsWith(millis(delivery.p99Ms()));
        assertThat(page.cells("latency.delivery").get(6)).isEqualTo("1,200,000");
        assertThat(page.cells("audit.lost")).containsExactly("0");
        assertThat(page.withId("audit.delivered").orElseThrow().getTextContent())
                .contains("1,200,000", "due");
        assertThat(page.cells("cost.server_cpu_us_per_delivery")).containsExactly("5.1 µs");
        assertThat(page.cells("machine.bare_send_us")).containsExactly("3.9 µs (spread 0.1 µs)");
        assertThat(page.cells("cost.relative_to_bare_send")).containsExactly("1.31 ×");
        assertThat(page.cells("load.generator_lag.p99_ms")).containsExactly("800 µs (limit 10 ms)");
        assertThat(page.cells("latency.stages.durable")).containsExactly("1.2 ms", "2.2 ms", "4.2 ms", "600");
        assertThat(page.withId("target-0").orElseThrow().getTextContent())
                .contains("discord", "missed", "over the limit");
        assertThat(page.withId("target-1").orElseThrow().getTextContent()).contains("slack", "met");
    }

    @Test
    void what_the_sample_cannot_carry_is_marked() {
        assertThat(page.cells("latency.delivery").get(2)).endsWith("weak");
        assertThat(page.cells("latency.send_ack").get(4)).isEqualTo("too few");
    }

    @Test
    void changed_switches_are_bold() {
        PageXml changed = new PageXml(page.withId("settings.relay.size").orElseThrow());
        PageXml untouched = new PageXml(page.withId("settings.store").orElseThrow());

        assertThat(changed.tags("strong")).hasSize(2);
        assertThat(untouched.tags("strong")).isEmpty();
    }

    @Test
    void every_chart_has_a_name_a_description_and_files() {
        List<Element> charts = page.tags("svg");

        assertThat(charts).hasSize(2 * 8).allSatisfy(chart -> {
            assertThat(chart.getAttribute("role")).isEqualTo("img");
            assertThat(new PageXml(chart).tags("title").getFirst().getTextContent())
                    .isNotBlank();
            assertThat(new PageXml(chart).tags("desc").getFirst().getTextContent())
                    .isNotBlank();
        });
        for (String chart :
                List.of("arrival", "headroom", "cost", "stages", "sessions", "heat", "seconds", "percentiles")) {
            assertThat(run.chart(chart + ".svg")).isNotEmptyFile();
            assertThat(run.chart(chart + ".png")).isNotEmptyFile();
        }
    }

    @Test
    void a_second_is_at_the_same_place_in_the_heat_map_and_in_the_panels() {
        assertThat(placeOfSecond("chart-heat")).isEqualTo(placeOfSecond("chart-seconds"));
    }

    private static String placeOfSecond(String figure) {
        PageXml wide = new PageXml(
                new PageXml(page.withId(figure).orElseThrow()).tags("svg").getFirst());
        return wide.tags("text").stream()
                .filter(text -> text.getTextContent().equals("20"))
                .toList()
                .getLast()
                .getAttribute("x");
    }

    @Test
    void the_card_has_the_size_that_previews_want() throws IOException {
        var card = ImageIO.read(run.card().toFile());

        assertThat(card.getWidth()).isEqualTo(1200);
        assertThat(card.getHeight()).isEqualTo(630);
    }

    @Test
    void rendering_again_makes_the_same_page() throws IOException {
        Path again = ReportRenderer.render(run.path());

        assertThat(Files.readString(again)).isEqualTo(text);
    }

    @Test
    void a_run_that_left_nothing_has_a_page_that_says_so(@TempDir Path empty) throws IOException {
        RunFolder broken = new RunFolder(empty);

        PageXml told = PageXml.of(
                ReportRenderer.render(broken, RunRecord.of("hot-channel").build()));

        assertThat(told.withId("verdict-word").orElseThrow().getTextContent()).isEqualTo("NO VERDICT");
        assertThat(told.text()).contains("Not measured.", "Which machine it was is not known");
        assertThat(told.tags("svg")).isEmpty();
        assertThat(broken.card()).doesNotExist();
    }

    @Test
    void unknown_is_never_shown_as_zero(@TempDir Path empty) throws IOException {
        RunRecord unknown = record.draft()
                .latency(new Latency(
                        new Quantiles(50, 5L, 3.0, null, null, null, null, null, null, List.of()),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null))
                .audit(null)
                .cost(Objects.requireNonNull(record.cost())
                        .draft()
                        .serverCpuS(null)
                        .storeCpuS(null)
                        .serverCpuUsPerDelivery(null)
                        .relativeToBareSend(null)
                        .build())
                .disturbance(null)
                .load(null)
                .build();

        PageXml told = PageXml.of(ReportRenderer.render(new RunFolder(empty), unknown));

        assertThat(told.cells("cost.server_cpu_s")).containsExactly("not measured");
        assertThat(told.cells("cost.relative_to_bare_send")).containsExactly("not measured");
        assertThat(told.cells("disturbance.steal_share")).containsExactly("not measured");
        assertThat(told.cells("latency.delivery")).element(1).isEqualTo("not measured");
        assertThat(told.tags("td"))
                .extracting(cell -> cell.getTextContent().strip())
                .noneMatch(cell -> cell.matches("0([^.0-9].*)?") || cell.contains("null") || cell.contains("NaN"));
    }

    @Test
    void a_machine_that_was_not_full_is_not_called_full(@TempDir Path empty) throws IOException {
        RunRecord idle = record.draft()
                .headroom(new Headroom("online", null, 2_000L, "machine", 0.08, 0.07, List.of()))
                .build();

        PageXml told = PageXml.of(ReportRenderer.render(new RunFolder(empty), idle));

        assertThat(page.withId("headroom").orElseThrow().getTextContent()).contains("filled it together");
        assertThat(told.withId("headroom").orElseThrow().getTextContent()).contains("They did not fill it");
    }

    @Test
    void a_late_instrument_is_said_to_have_failed_beside_its_figures(@TempDir Path empty) throws IOException {
        Reason late = new Reason(Reason.Code.GENERATOR_LATE, "load.generator_lag.p99_ms", "late by 64 ms", null);
        RunRecord unfit =
                record.draft().verdict(Verdict.INVALID).reasons(List.of(late)).build();

        PageXml told = PageXml.of(ReportRenderer.render(new RunFolder(empty), unfit));

        assertThat(told.withId("instrument").orElseThrow().getTextContent()).contains("do its job? No");
        assertThat(page.withId("instrument").orElseThrow().getTextContent()).contains("do its job? Yes");
    }

    @Test
    void a_ramp_without_an_edge_says_how_full_the_machine_was(@TempDir Path empty) throws IOException {
        Headroom.Step last = new Headroom.Step(6_600, 92.4, 0.49, 0.48, 0.3);
        RunRecord climbed = record.draft()
                .headroom(new Headroom("online", 6_600L, null, null, 0.49, 0.48, List.of(last)))
                .build();

        PageXml told = PageXml.of(ReportRenderer.render(new RunFolder(empty), climbed));

        assertThat(told.withId("headroom").orElseThrow().getTextContent().replace('\u00a0', ' '))
                .contains("is not known")
                .contains("At 6,600, while they were busiest, the server used 49 % of all cores and the load 48 %");
    }

    @Test
    void a_file_that_cannot_be_read_is_named_and_costs_only_its_own_figures(@TempDir Path folder) throws IOException {
        RunFolder torn = new RunFolder(folder);
        Files.writeString(torn.series(), "second,p50_ms\n0,soon\n");

        PageXml told = PageXml.of(ReportRenderer.render(torn, record));

        assertThat(told.withId("limits").orElseThrow().getTextContent()).contains("could not be read", "series.csv");
        assertThat(told.cells("cost.server_cpu_us_per_delivery")).containsExactly("5.1 µs");
    }

    private static String millis(@Nullable Double ms) {
        return Units.millis(Objects.requireNonNull(ms)).replace('\u00a0', ' ');
    }
}

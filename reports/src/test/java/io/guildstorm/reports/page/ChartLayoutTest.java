package io.guildstorm.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.reports.bench.SyntheticBench;
import io.guildstorm.reports.chart.Chart;
import io.guildstorm.reports.chart.Chart.Room;
import io.guildstorm.reports.chart.output.Svg;
import io.guildstorm.reports.page.section.RunData;
import io.guildstorm.reports.page.section.Sections;
import io.guildstorm.reports.record.RunFile;
import io.guildstorm.reports.record.RunFolder;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// Every chart of a run that passed and of one that did not, wide and narrow, as it stands in the page.
@Timeout(300) // draws dozens of pictures, on a machine that may be busy
@DisplayNameGeneration(ReplaceUnderscores.class)
class ChartLayoutTest {
    private record Text(String words, Rectangle2D box) {}

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void no_text_is_cut_off_and_none_lies_on_another(boolean passing, @TempDir Path folder) throws IOException {
        RunFolder run =
                passing ? SyntheticRun.passing(folder.resolve("run")) : SyntheticRun.stalling(folder.resolve("run"));
        RunData data = RunData.read(run, RunFile.read(run.runJson()));

        for (Chart chart : Sections.all().stream()
                .flatMap(section -> section.charts(data).stream())
                .toList()) {
            assertReadable(chart);
        }
    }

    @Test
    void no_text_of_benchmarks_is_cut_off_and_none_lies_on_another(@TempDir Path folder) throws IOException {
        assertReadable(new BenchTopic(SyntheticBench.results(folder).subList(1, 4)).chart());
        assertReadable(new BenchTopic(SyntheticBench.results(folder).subList(0, 1)).chart());
        assertReadable(new BenchTopic(SyntheticBench.wide(folder)).chart());
    }

    private static void assertReadable(Chart chart) {
        for (Room room : Room.values()) {
            PageXml svg = PageXml.parse(Svg.inline(chart, room));

            List<Text> texts = texts(svg);

            assertThat(texts).as(chart.id() + " " + room).isNotEmpty();
            texts.forEach(text -> assertInside(text, chart, room));
            assertApart(texts, chart.id() + " " + room);
            assertThat(svg.all()).as("colours of the page").noneMatch(ReportColours::literalTone);
        }
    }

    private static void assertInside(Text text, Chart chart, Room room) {
        assertThat(text.box().getMinX())
                .as("%s %s: %s", chart.id(), room, text.words())
                .isGreaterThanOrEqualTo(0);
        assertThat(text.box().getMaxX())
                .as("%s %s: %s", chart.id(), room, text.words())
                .isLessThanOrEqualTo(room.width() + 0.5);
        assertThat(text.box().getMaxY())
                .as("%s %s: %s", chart.id(), room, text.words())
                .isLessThanOrEqualTo(room.height(chart) + 0.5);
        assertThat(text.box().getMinY())
                .as("%s %s: %s", chart.id(), room, text.words())
                .isGreaterThanOrEqualTo(0);
    }

    private static void assertApart(List<Text> texts, String where) {
        for (int i = 0; i < texts.size(); i++) {
            for (int j = i + 1; j < texts.size(); j++) {
                assertThat(texts.get(i).box().intersects(texts.get(j).box()))
                        .as(
                                "%s: \"%s\" on \"%s\"",
                                where, texts.get(i).words(), texts.get(j).words())
                        .isFalse();
            }
        }
    }

    /// Texts that are not turned, with the box of their letters.
    private static List<Text> texts(PageXml svg) {
        List<Text> texts = new ArrayList<>();
        for (Element text : svg.tags("text")) {
            if (turned(text) || !text.hasAttribute("textLength")) continue;
            double x = Double.parseDouble(text.getAttribute("x"));
            double y = Double.parseDouble(text.getAttribute("y"));
            double width = Double.parseDouble(text.getAttribute("textLength"));
            texts.add(new Text(text.getTextContent(), new Rectangle2D.Double(x, y - 8, width, 9)));
        }
        return texts;
    }

    private static boolean turned(Element element) {
        for (Node node = element; node instanceof Element at; node = at.getParentNode()) {
            if (at.getAttribute("transform").contains("rotate")
                    || at.getAttribute("transform").contains("matrix")) {
                return true;
            }
        }
        return false;
    }
}

package io.guildstorm.reports.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.target.LatencyMetric;
import io.guildstorm.reports.target.LatencyTarget;
import io.guildstorm.reports.target.Observations;
import io.guildstorm.reports.target.Runs;
import io.guildstorm.reports.target.Verdicts;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class JUnitFileTest {
    private static Element parsed(RunRecord record) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(JUnitFile.of(record))))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(JUnitFile.of(record), e);
        }
    }

    private static List<Element> all(Element suite, String name) {
        List<Element> elements = new ArrayList<>();
        NodeList found = suite.getElementsByTagName(name);
        for (int i = 0; i < found.getLength(); i++) elements.add((Element) found.item(i));
        return elements;
    }

    private static String parentOf(Element element) {
        return ((Element) element.getParentNode()).getAttribute("name");
    }

    @Test
    void there_is_a_case_for_the_run_for_each_target_and_for_each_rule() {
        Element suite = parsed(Runs.judged(Runs.good()));

        assertThat(suite.getTagName()).isEqualTo("testsuite");
        assertThat(suite.getAttribute("tests")).isEqualTo("10");
        assertThat(suite.getAttribute("failures")).isEqualTo("0");
        assertThat(suite.getAttribute("errors")).isEqualTo("0");
        assertThat(all(suite, "testcase"))
                .extracting(one -> one.getAttribute("classname") + " / " + one.getAttribute("name"))
                .containsExactly(
                        "guildstorm.hot-channel.run / the server stood and the instrument could judge",
                        "guildstorm.hot-channel.targets / discord: latency.delivery.p99_ms < 100 ms",
                        "guildstorm.hot-channel.targets / slack: latency.delivery.p99_ms < 500 ms",
                        "guildstorm.hot-channel.audit / every due delivery comes",
                        "guildstorm.hot-channel.audit / no delivery comes twice",
                        "guildstorm.hot-channel.audit / deliveries of a channel come in order",
                        "guildstorm.hot-channel.audit / every byte is as it was sent",
                        "guildstorm.hot-channel.audit / every edit is seen in the end",
                        "guildstorm.hot-channel.audit / nothing comes after its delete",
                        "guildstorm.hot-channel.audit / nothing comes after access is revoked");
        assertThat(all(suite, "failure")).isEmpty();
        assertThat(all(suite, "system-out"))
                .singleElement()
                .extracting(Element::getTextContent)
                .isEqualTo(Runs.judged(Runs.good()).headline());
    }

    @Test
    void a_missed_target_and_a_broken_rule_are_failures_of_their_own_cases() {
        RunRecord bad =
                Runs.with(draft -> draft.latency(Runs.latency(143.0)).audit(new Audit(10, 9, 1, 0, 0, 0, 0, 0, 0, 0)));

        Element suite = parsed(Runs.judged(bad));

        assertThat(suite.getAttribute("failures")).isEqualTo("2");
        assertThat(all(suite, "failure"))
                .extracting(one -> parentOf(one) + " / " + one.getAttribute("message"))
                .containsExactly(
                        "discord: latency.delivery.p99_ms < 100 ms"
                                + " / p99 143 ms, target 100 ms (discord): missed by 43 %",
                        "every due delivery comes / 1 of 10 deliveries lost");
    }

    @Test
    void a_run_that_could_not_be_judged_is_an_error_and_its_targets_are_skipped() {
        Element suite =
                parsed(Verdicts.judge(Runs.good(), LatencyTarget.builtIn(), Observations.NONE.withClockStepped(true)));

        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        assertThat(suite.getAttribute("skipped")).isEqualTo("2");
        assertThat(all(suite, "error"))
                .singleElement()
                .extracting(one -> one.getAttribute("message"))
                .isEqualTo("No verdict on hot-channel: the clock was stepped during the run.");
    }

    @Test
    void a_dead_server_is_a_failure_of_the_run() {
        Element suite = parsed(Verdicts.judge(
                Runs.good(), LatencyTarget.builtIn(), Observations.NONE.withServerDied("the server died")));

        assertThat(all(suite, "failure"))
                .singleElement()
                .extracting(one -> parentOf(one) + " / " + one.getAttribute("message"))
                .isEqualTo("the server stood and the instrument could judge / the server died");
    }

    @Test
    void what_was_not_audited_is_skipped_and_not_passed() {
        Element suite = parsed(Runs.judged(Runs.with(draft -> draft.audit(null))));

        assertThat(all(suite, "skipped")).hasSize(7);
    }

    @Test
    void any_name_of_a_target_is_valid_xml() {
        LatencyTarget odd = new LatencyTarget("o\u0000d\u001bd", LatencyMetric.DELIVERY_P99, 100, "test");

        Element suite = parsed(Verdicts.judge(Runs.good(), List.of(odd), Observations.NONE));

        assertThat(all(suite, "testcase").get(1).getAttribute("name"))
                .isEqualTo("odd: latency.delivery.p99_ms < 100 ms");
    }

    @Test
    void any_text_is_valid_xml() {
        Element suite = parsed(Verdicts.judge(
                Runs.good(),
                LatencyTarget.builtIn(),
                Observations.NONE.withServerDied("<&>\"'\u0000\u001b[31m \ud800 \ufffe\uffff]]> 😀\nend")));

        assertThat(all(suite, "failure").getFirst().getAttribute("message")).isEqualTo("<&>\"'[31m  ]]> 😀 end");
    }
}

package io.guildstorm.reports.outcome;

import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.TargetResult;
import io.guildstorm.reports.record.Verdict;
import io.guildstorm.reports.target.AuditRule;
import io.guildstorm.reports.target.Figures;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/// `junit.xml`: a test case for the run itself, for each target and for each rule of the audit. A run that could not be
/// judged is an error of the first, so that a pipeline which reads nothing else does not take it for green.
public final class JUnitFile {
    private JUnitFile() {}

    public static void write(Path file, RunRecord record) throws IOException {
        Files.writeString(file, of(record));
    }

    /// The text of the file.
    public static String of(RunRecord record) {
        try {
            StringWriter text = new StringWriter();
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            suite(xml, record);
            xml.close();
            return text + "\n";
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a string writer refused", e);
        }
    }

    private enum Outcome {
        PASSED,
        FAILURE,
        ERROR,
        SKIPPED
    }

    private record Case(String group, String name, Outcome outcome, String message, String details) {}

    private static List<Case> cases(RunRecord record) {
        List<Case> cases = new ArrayList<>();
        cases.add(run(record));
        for (TargetResult target : record.targets()) cases.add(target(record, target));
        for (AuditRule rule : AuditRule.values()) cases.add(rule(rule, record.audit(), record.auditInProcess()));
        return cases;
    }

    /// Whatever belongs to no target and no rule.
    private static Case run(RunRecord record) {
        List<Reason> others = record.reasons().stream()
                .filter(reason -> !reason.is(Reason.Code.TARGET_MISSED) && !isOfAudit(reason))
                .toList();
        String details = others.stream().map(Reason::text).collect(Collectors.joining("\n"));
        String name = "the server stood and the instrument could judge";
        if (ResultBlock.verdict(record) == Verdict.INVALID) {
            String message = record.headline() == null ? "not judged" : record.headline();
            return new Case("run", name, Outcome.ERROR, message, details);
        }
        return others.stream()
                .filter(reason -> reason.is(Reason.Code.SERVER_DIED)
                        || reason.is(Reason.Code.SERVER_REFUSED)
                        || reason.is(Reason.Code.NOTHING_DELIVERED))
                .findFirst()
                .map(reason -> new Case("run", name, Outcome.FAILURE, reason.text(), details))
                .orElse(new Case("run", name, Outcome.PASSED, "", ""));
    }

    private static boolean isOfAudit(Reason reason) {
        for (AuditRule rule : AuditRule.values()) if (reason.is(rule.code())) return true;
        return false;
    }

    private static Case target(RunRecord record, TargetResult target) {
        String name = "%s: %s < %s".formatted(target.name(), target.metric(), Figures.ms(target.limit()));
        if (target.met() == null) {
            return new Case("targets", name, Outcome.SKIPPED, "not judged", "");
        }
        if (target.met()) return new Case("targets", name, Outcome.PASSED, "", "");
        Reason reason = record.reasons().stream()
                .filter(one -> one.is(Reason.Code.TARGET_MISSED)
                        && target.metric().equals(one.metric())
                        && one.text().contains("(" + target.name() + ")"))
                .findFirst()
                .orElse(null);
        String message = reason == null ? target.metric() + " was " + target.actual() : reason.text();
        return new Case("targets", name, Outcome.FAILURE, message, evidence(reason));
    }

    private static String evidence(@Nullable Reason reason) {
        Reason.Evidence evidence = reason == null ? null : reason.evidence();
        if (evidence == null || evidence.when() == null) return "";
        return "when: %s\nwhy: %s".formatted(evidence.when(), evidence.why() == null ? "not found" : evidence.why());
    }

    private static Case rule(AuditRule rule, @Nullable Audit audit, @Nullable Audit inProcess) {
        if (audit == null) return new Case("audit", rule.law(), Outcome.SKIPPED, "not audited", "");
        Audit all = inProcess == null ? audit : audit.plus(inProcess);
        if (rule.broken(all) == 0) return new Case("audit", rule.law(), Outcome.PASSED, "", "");
        return new Case("audit", rule.law(), Outcome.FAILURE, rule.finding(all), "");
    }

    private static void suite(XMLStreamWriter xml, RunRecord record) throws XMLStreamException {
        List<Case> cases = cases(record);
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", "guildstorm " + record.scenario());
        xml.writeAttribute("tests", "" + cases.size());
        xml.writeAttribute("failures", "" + count(cases, Outcome.FAILURE));
        xml.writeAttribute("errors", "" + count(cases, Outcome.ERROR));
        xml.writeAttribute("skipped", "" + count(cases, Outcome.SKIPPED));
        if (record.started() != null)
            xml.writeAttribute("timestamp", record.started().toString());
        if (record.durationS() != null)
            xml.writeAttribute("time", record.durationS().toString());
        for (Case one : cases) write(xml, record.scenario(), one);
        xml.writeCharacters("\n  ");
        xml.writeStartElement("system-out");
        xml.writeCharacters(legal(record.headline() == null ? "" : record.headline()));
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private static long count(List<Case> cases, Outcome outcome) {
        return cases.stream().filter(one -> one.outcome == outcome).count();
    }

    private static void write(XMLStreamWriter xml, String scenario, Case one) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "guildstorm." + scenario + "." + one.group);
        xml.writeAttribute("name", legal(one.name));
        if (one.outcome != Outcome.PASSED) {
            xml.writeStartElement(
                    switch (one.outcome) {
                        case FAILURE -> "failure";
                        case ERROR -> "error";
                        case SKIPPED, PASSED -> "skipped";
                    });
            xml.writeAttribute("message", legal(one.message));
            xml.writeCharacters(legal(one.details));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /// XML 1.0 has no word for most control characters.
    private static String legal(String text) {
        return text.codePoints()
                .filter(c -> c == '\t'
                        || c == '\n'
                        || (c >= 0x20 && c < 0xD800)
                        || (c > 0xDFFF && c != 0xFFFE && c != 0xFFFF))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}

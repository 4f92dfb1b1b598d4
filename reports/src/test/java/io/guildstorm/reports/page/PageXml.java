package io.guildstorm.reports.page;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// A page or a chart, read by a strict parser.
public record PageXml(Element root) {
    public static PageXml of(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    public static PageXml parse(String text) {
        try {
            return new PageXml(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(text)))
                    .getDocumentElement());
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError("not well-formed: " + e.getMessage(), e);
        }
    }

    public List<Element> all() {
        List<Element> found = new ArrayList<>();
        collect(root, found);
        return found;
    }

    private static void collect(Element element, List<Element> found) {
        found.add(element);
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) collect(inner, found);
        }
    }

    public List<Element> tags(String name) {
        return all().stream()
                .filter(element -> element.getTagName().equals(name))
                .toList();
    }

    public Optional<Element> withId(String id) {
        return all().stream()
                .filter(element -> element.getAttribute("id").equals(id))
                .findFirst();
    }

    /// What the cells of a row say.
    public List<String> cells(String id) {
        Element row = withId(id).orElseThrow(() -> new AssertionError("no row " + id));
        return new PageXml(row)
                .tags("td").stream().map(cell -> plain(cell.getTextContent())).toList();
    }

    public String text() {
        return plain(root.getTextContent());
    }

    private static String plain(String text) {
        return text.replace('\u00a0', ' ').strip();
    }
}

package io.guildstorm.reports.chart.output;

import io.guildstorm.reports.chart.Chart;
import io.guildstorm.reports.chart.Chart.Room;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.dom.GenericDOMImplementation;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// A chart as SVG.
public final class Svg {
    static final String NAMESPACE = "http://www.w3.org/2000/svg";
    private static final int DIGITS = 2;

    private Svg() {}

    /// With title and white ground, for slides and issues.
    public static void write(Chart chart, Path file) throws IOException {
        Picture picture = Picture.alone(chart);
        Element root = drawn(picture);
        Restyling restyling = new Restyling(chart.id() + "-");
        restyling.prepare(root, picture);
        restyling.name(root, chart.title(), chart.description());
        root.setAttribute("width", Integer.toString(picture.width()));
        root.setAttribute("height", Integer.toString(picture.height()));
        Files.writeString(file, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text(root) + "\n");
    }

    /// To stand in a page: without title, in the page's colours, with ids that no other chart of the page has.
    public static String inline(Chart chart, Room room) {
        Picture picture = Picture.bare(chart, room);
        Element root = drawn(picture);
        Restyling restyling = new Restyling(chart.id() + (room == Room.WIDE ? "-wide-" : "-narrow-"));
        restyling.prepare(root, picture);
        restyling.useVariables(root);
        restyling.name(root, chart.title(), chart.description());
        return text(root);
    }

    private static Element drawn(Picture picture) {
        Document document = GenericDOMImplementation.getDOMImplementation().createDocument(NAMESPACE, "svg", null);
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setPrecision(DIGITS);
        context.setComment(null);
        context.setImageHandler(new EmbeddedPng());
        SVGGraphics2D g = new SVGGraphics2D(context, false);
        picture.draw(g);
        return g.getRoot();
    }

    private static String text(Element root) {
        try {
            Transformer transformer = TransformerFactory.newInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter text = new StringWriter();
            transformer.transform(new DOMSource(root), new StreamResult(text));
            return text.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException("a chart cannot be written as XML", e);
        }
    }
}

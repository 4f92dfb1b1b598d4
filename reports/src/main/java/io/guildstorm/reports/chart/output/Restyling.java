package io.guildstorm.reports.chart.output;

import io.guildstorm.reports.chart.theme.Fonts;
import io.guildstorm.reports.chart.theme.Tone;
import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// What Batik's output lacks to be a good SVG of a page: ids of its own, a font that the reader has, colours as CSS
/// variables, a name for those who do not see it.
/// @param prefix of every id
record Restyling(String prefix) {
    /// The same widths as DejaVu Sans, which the chart was laid out with, on most systems; else each text is
    /// fitted.
    private static final String FAMILY = "'DejaVu Sans','Bitstream Vera Sans',Verdana,system-ui,sans-serif";

    private static final FontRenderContext FRACTIONS = new FontRenderContext(null, true, true);
    private static final Map<String, Tone> TONES = tones();

    private static Map<String, Tone> tones() {
        Map<String, Tone> tones = new HashMap<>();
        for (Tone tone : Tone.values()) {
            Color color = tone.color();
            tones.put("rgb(" + color.getRed() + "," + color.getGreen() + "," + color.getBlue() + ")", tone);
        }
        tones.put("white", Tone.GROUND);
        tones.put("black", Tone.INK);
        return tones;
    }

    /// Size, ids, fonts.
    void prepare(Element root, Picture picture) {
        root.removeAttribute("width");
        root.removeAttribute("height");
        root.setAttribute("viewBox", "0 0 " + picture.width() + " " + picture.height());
        for (Element element : all(root)) {
            if (element.getTagName().equals("text")) fit(element);
        }
        for (Element element : all(root)) {
            element.removeAttribute("font-family");
            element.removeAttributeNS("http://www.w3.org/XML/1998/namespace", "space");
            prefixIds(element);
        }
        root.setAttribute("font-family", FAMILY);
    }

    /// Every colour that is a [Tone] becomes its variable; the others stay.
    void useVariables(Element root) {
        for (Element element : all(root)) {
            for (String property : List.of("fill", "stroke")) {
                Tone tone = TONES.get(element.getAttribute(property).replace(" ", ""));
                if (tone == null) continue;
                element.removeAttribute(property);
                element.setAttribute(
                        "style", element.getAttribute("style") + property + ":var(" + tone.variable() + ");");
            }
        }
    }

    /// The name and the description that a screen reader tells.
    void name(Element root, String title, String description) {
        root.setAttribute("role", "img");
        root.setAttribute("aria-labelledby", prefix + "title " + prefix + "desc");
        root.insertBefore(textElement(root, "desc", description), root.getFirstChild());
        root.insertBefore(textElement(root, "title", title), root.getFirstChild());
    }

    private Element textElement(Element root, String tag, String text) {
        Element element = root.getOwnerDocument().createElementNS(Svg.NAMESPACE, tag);
        element.setAttribute("id", prefix + tag);
        element.setTextContent(text);
        return element;
    }

    /// The width that the text had when the chart was laid out: with another font it still ends where it should.
    private static void fit(Element text) {
        double size = Double.parseDouble(inherited(text, "font-size", "12").replace("px", ""));
        Font font = inherited(text, "font-weight", "normal").equals("bold") ? Fonts.bold(size) : Fonts.plain(size);
        double width = font.getStringBounds(text.getTextContent(), FRACTIONS).getWidth();
        if (width > 0) text.setAttribute("textLength", String.format(Locale.ROOT, "%.1f", width));
    }

    private static String inherited(Element element, String attribute, String otherwise) {
        for (Node node = element; node instanceof Element at; node = at.getParentNode()) {
            if (at.hasAttribute(attribute)) return at.getAttribute(attribute);
        }
        return otherwise;
    }

    private void prefixIds(Element element) {
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Attr attribute = (Attr) element.getAttributes().item(i);
            String value = attribute.getValue();
            if (attribute.getName().equals("id")) {
                attribute.setValue(prefix + value);
            } else if (value.startsWith("url(#")) {
                attribute.setValue("url(#" + prefix + value.substring("url(#".length()));
            }
        }
    }

    private static List<Element> all(Element root) {
        List<Element> found = new ArrayList<>(List.of(root));
        for (Node child = root.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) found.addAll(all(element));
        }
        return found;
    }
}

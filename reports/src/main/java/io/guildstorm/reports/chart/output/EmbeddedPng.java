package io.guildstorm.reports.chart.output;

import java.awt.Image;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.apache.batik.svggen.DefaultImageHandler;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.w3c.dom.Element;

/// Writes a picture into the SVG, as Batik's own handler would if its codec were here: the JDK's is enough.
final class EmbeddedPng extends DefaultImageHandler {
    private static final String XLINK = "http://www.w3.org/1999/xlink";

    @Override
    protected void handleHREF(Image image, Element element, SVGGeneratorContext context)
            throws SVGGraphics2DIOException {
        if (!(image instanceof RenderedImage rendered)) {
            throw new SVGGraphics2DIOException("not a picture of pixels: " + image.getClass());
        }
        handleHREF(rendered, element, context);
    }

    @Override
    protected void handleHREF(RenderedImage image, Element element, SVGGeneratorContext context)
            throws SVGGraphics2DIOException {
        try {
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(image, "png", png);
            String data = "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
            element.removeAttributeNS(XLINK, "href");
            element.setAttribute("href", data);
            element.setAttribute("preserveAspectRatio", "none");
            element.setAttribute("style", "image-rendering:pixelated;");
        } catch (IOException e) {
            throw new SVGGraphics2DIOException("cannot encode a picture as PNG", e);
        }
    }
}

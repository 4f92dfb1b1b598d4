package io.guildstorm.reports.chart.theme;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// DejaVu Sans and DejaVu Sans Bold from the class path, so that charts are the same on every machine, also on one
/// that has no font and no fontconfig.
///
/// A JDK asks fontconfig for its logical fonts before it opens any font, even one of ours, and fails where there is
/// none. Two lines of a configuration file stop it from asking. They must be named before AWT is first used, so this
/// class is the first that anyone who draws may touch.
public final class Fonts {
    private static final String FOLDER = "/net/sf/jasperreports/fonts/dejavu/";
    private static final String CONFIGURATION = "version=1\nsequence.allfonts=default\n";

    static {
        if (System.getProperty("java.awt.headless") == null) System.setProperty("java.awt.headless", "true");
        if (System.getProperty("sun.awt.fontconfig") == null) {
            System.setProperty("sun.awt.fontconfig", configuration().toString());
        }
    }

    private static final Font PLAIN = load("DejaVuSans.ttf");
    private static final Font BOLD = load("DejaVuSans-Bold.ttf").deriveFont(Font.BOLD);

    private Fonts() {}

    /// @param size in pixels of the chart
    public static Font plain(double size) {
        return PLAIN.deriveFont((float) size);
    }

    /// @param size in pixels of the chart
    public static Font bold(double size) {
        return BOLD.deriveFont((float) size);
    }

    private static Path configuration() {
        try {
            Path file = Files.createTempFile("guildstorm-fonts", ".properties");
            file.toFile().deleteOnExit();
            return Files.writeString(file, CONFIGURATION);
        } catch (IOException e) {
            throw new UncheckedIOException("fonts need a temporary file of two lines", e);
        }
    }

    private static Font load(String file) {
        try (InputStream in = Fonts.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) throw new IllegalStateException("not on the class path: " + FOLDER + file);
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (IOException | FontFormatException e) {
            throw new IllegalStateException("cannot read the font " + file, e);
        }
    }
}

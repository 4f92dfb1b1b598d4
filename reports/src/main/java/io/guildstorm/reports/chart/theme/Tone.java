package io.guildstorm.reports.chart.theme;

import java.awt.Color;
import java.util.Locale;

/// Every colour of a chart, for light and for dark. Charts are drawn with the light ones; a page replaces them with
/// the CSS variable of the same name, so that one drawing serves both. The lines' colours are Okabe and Ito's, which
/// people who do not see all colours can tell apart, without the yellow, which is too pale for lines.
public enum Tone {
    INK(0x1F2933, 0xE8EBEF),
    MUTED(0x5A6775, 0xA3AEBA),
    GRID(0xE4E7EB, 0x2B333D),
    GROUND(0xFFFFFF, 0x151A21),
    FAINT(0xB4BDC7, 0x566270),
    BAD(0xB3261E, 0xFF8A7E),
    GOOD(0x00704F, 0x45C99B),
    LINE_1(0x0072B2, 0x58AEEB),
    LINE_2(0xD55E00, 0xF58B45),
    LINE_3(0x009E73, 0x33C79A),
    LINE_4(0xCC79A7, 0xE39AC2),
    LINE_5(0xE69F00, 0xF3B53A),
    LINE_6(0x56B4E9, 0x93D3F7);

    private final int light;
    private final int dark;

    Tone(int light, int dark) {
        this.light = light;
        this.dark = dark;
    }

    /// The colour that charts are drawn with.
    public Color color() {
        return new Color(light);
    }

    /// The same, seen through.
    /// @param opacity 0 to 1
    public Color color(double opacity) {
        return new Color(light >> 16 & 0xFF, light >> 8 & 0xFF, light & 0xFF, (int) Math.round(opacity * 255));
    }

    /// `--line-1`
    public String variable() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String light() {
        return hex(light);
    }

    public String dark() {
        return hex(dark);
    }

    private static String hex(int rgb) {
        return String.format(Locale.ROOT, "#%06X", rgb);
    }
}

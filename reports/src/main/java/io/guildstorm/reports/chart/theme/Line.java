package io.guildstorm.reports.chart.theme;

import java.awt.BasicStroke;
import java.awt.Color;

/// How the n-th series is told from the others: by colour and by dash, so that neither is needed alone.
public enum Line {
    FIRST(Tone.LINE_1),
    SECOND(Tone.LINE_2, 8, 4),
    THIRD(Tone.LINE_3, 2, 3),
    FOURTH(Tone.LINE_4, 10, 3, 2, 3),
    FIFTH(Tone.LINE_5, 14, 3),
    SIXTH(Tone.LINE_6, 4, 4);

    private final Tone tone;

    @SuppressWarnings("ImmutableEnumChecker") // the array never leaves this class
    private final float[] dash;

    Line(Tone tone, float... dash) {
        this.tone = tone;
        this.dash = dash;
    }

    /// @param index from 0; lines repeat after the last
    public static Line of(int index) {
        return values()[index % values().length];
    }

    public Tone tone() {
        return tone;
    }

    public Color color() {
        return tone.color();
    }

    public BasicStroke stroke(double width) {
        return dash.length == 0
                ? new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
                : new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0);
    }
}

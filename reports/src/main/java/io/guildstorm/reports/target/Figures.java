package io.guildstorm.reports.target;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/// Figures as sentences say them, never in the machine's locale.
public final class Figures {
    private static final DecimalFormatSymbols ROOT = DecimalFormatSymbols.getInstance(Locale.ROOT);

    private Figures() {}

    /// `1,200,000`
    public static String count(double value) {
        return new DecimalFormat("#,##0", ROOT).format(value);
    }

    /// `1,200,000`
    public static String count(long value) {
        return new DecimalFormat("#,##0", ROOT).format(value);
    }

    /// `1 delivery`, `1,200,000 deliveries`
    public static String count(long value, String one, String many) {
        return count(value) + " " + (value == 1 ? one : many);
    }

    /// `0.84`, `9.2`, `12.4`, `143`, `1,204`: three digits at most, none before the point dropped.
    public static String digits(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(3, RoundingMode.HALF_UP));
        if (rounded.precision() - rounded.scale() >= 3) return count(value);
        return new DecimalFormat("#,##0.######", ROOT).format(rounded);
    }

    /// `9.2 ms`
    public static String ms(double value) {
        return digits(value) + " ms";
    }

    /// `9.2 ms`, with more digits where fewer would hide on which side of the limit it lies.
    public static String ms(double value, double limit) {
        boolean hidden = value != limit && digits(value).equals(digits(limit));
        return hidden ? new DecimalFormat("#,##0.###", ROOT).format(value) + " ms" : ms(value);
    }

    /// `1.3 ×`
    public static String times(double ratio) {
        return new DecimalFormat(ratio < 10 ? "0.0" : "#,##0", ROOT).format(ratio) + " ×";
    }

    /// A share of 0 to 1 as `54 %`; small ones `0.4 %`.
    public static String percent(double share) {
        return new DecimalFormat(Math.abs(share) < 0.1 ? "0.#" : "#,##0", ROOT).format(share * 100) + " %";
    }
}

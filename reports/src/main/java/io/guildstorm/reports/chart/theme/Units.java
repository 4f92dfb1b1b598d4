package io.guildstorm.reports.chart.theme;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.Locale;
import java.util.function.DoubleFunction;

/// Figures with units, the same in charts, tables and sentences. Never in the machine's locale.
public final class Units {
    private static final DecimalFormatSymbols ROOT = DecimalFormatSymbols.getInstance(Locale.ROOT);

    private Units() {}

    /// Milliseconds as people say them: `350 µs`, `9.2 ms`, `143 ms`, `1.91 s`. Three digits at most.
    public static String millis(double ms) {
        if (ms == 0) return "0 ms";
        if (Math.abs(ms) < 0.9995) return digits(ms * 1000, 3) + "\u00a0µs";
        if (Math.abs(ms) < 999.5) return digits(ms, 3) + "\u00a0ms";
        return digits(ms / 1000, 3) + "\u00a0s";
    }

    /// Nanoseconds in the same way: `4.2 ns`, `350 µs`, `1.91 s`.
    public static String nanos(double ns) {
        return Math.abs(ns) < 999.5 ? digits(ns, 3) + "\u00a0ns" : millis(ns / 1e6);
    }

    /// `1,200,000`
    public static String count(double value) {
        return new DecimalFormat("#,##0", ROOT).format(value);
    }

    /// The same of a whole number.
    public static String count(long value) {
        return count((double) value);
    }

    /// `1.31`, `12.4`, `143`, `1,204`: as many digits as say something.
    /// @param digits significant ones; none before the point is ever dropped
    public static String digits(double value, int digits) {
        if (!Double.isFinite(value)) return "–";
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_UP));
        if (rounded.precision() - rounded.scale() >= digits) return count(value);
        return new DecimalFormat("#,##0.######", ROOT).format(rounded);
    }

    /// @param share 0 to 1; `98.3 %`
    public static String percent(double share) {
        double percent = share * 100;
        if (percent != 0 && Math.abs(percent) < 0.1) return "< 0.1\u00a0%";
        return new DecimalFormat("#,##0.#", ROOT).format(percent) + "\u00a0%";
    }

    /// `312 B`, `18.4 KiB`, `1.92 GiB`
    public static String bytes(double bytes) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        int unit = 0;
        double value = bytes;
        while (value >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return digits(value, 3) + "\u00a0" + units[unit];
    }

    /// A format for an axis.
    static NumberFormat format(DoubleFunction<String> text) {
        return new NumberFormat() {
            @Override
            public StringBuffer format(double value, StringBuffer to, FieldPosition position) {
                return to.append(text.apply(value));
            }

            @Override
            public StringBuffer format(long value, StringBuffer to, FieldPosition position) {
                return to.append(text.apply((double) value));
            }

            @Override
            public Number parse(String source, ParsePosition position) {
                throw new UnsupportedOperationException("an axis does not read");
            }
        };
    }
}

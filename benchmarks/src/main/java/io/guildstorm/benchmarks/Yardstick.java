package io.guildstorm.benchmarks;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What somebody published of the same task. It was measured on another machine, so it gives the order of magnitude.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Yardstick.All.class)
public @interface Yardstick {
    /// Who does what: `Elixir: one send to one process`.
    String value();

    /// The least that was published, microseconds.
    double fromMicros();

    /// The most; the same where one figure was published.
    double toMicros();

    /// Who published it, and where.
    String source();

    /// In what it is another task than the one measured here.
    String apart();

    /// Several of one benchmark.
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface All {
        Yardstick[] value();
    }
}

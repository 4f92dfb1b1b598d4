package io.guildstorm.benchmarks;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// One operation does the same for many, and the time for one of them is what compares.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Each {
    /// What is done for each: `session`.
    String value();

    /// The parameter that says how many.
    String param();
}

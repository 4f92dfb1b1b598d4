package io.guildstorm.benchmarks;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a benchmark's figures should show, in one sentence, for those who read the figures. Its Javadoc says the same.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Claim {
    String value();
}

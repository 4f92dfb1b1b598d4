package io.guildstorm.reports.target;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Values of an `experiment` block, as JSON gave them: numbers of any kind, lists of objects. Pure.
final class Blocks {
    private Blocks() {}

    /// The objects of the list that stands under `key`; null: there is none, as the block is another scenario's.
    static <S> @Nullable List<S> of(
            @Nullable Map<String, @Nullable Object> experiment, String key, Function<Map<?, ?>, S> side) {
        if (experiment == null || !(experiment.get(key) instanceof List<?> blocks)) return null;
        List<S> sides = new ArrayList<>();
        for (Object block : blocks) if (block instanceof Map<?, ?> map) sides.add(side.apply(map));
        return sides;
    }

    /// What [#of] reads; more may be put beside it.
    static <S> Map<String, @Nullable Object> experiment(
            String key, List<S> sides, Function<S, Map<String, @Nullable Object>> block) {
        Map<String, @Nullable Object> experiment = new LinkedHashMap<>();
        experiment.put(key, sides.stream().map(block).toList());
        return experiment;
    }

    /// 0 where nothing was counted.
    static long count(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    static @Nullable Long whole(@Nullable Object value) {
        return value instanceof Number number ? (Long) number.longValue() : null;
    }

    static @Nullable Double part(@Nullable Object value) {
        return value instanceof Number number ? (Double) number.doubleValue() : null;
    }
}

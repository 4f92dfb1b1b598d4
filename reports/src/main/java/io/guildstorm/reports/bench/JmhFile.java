package io.guildstorm.reports.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.guildstorm.reports.bench.BenchResult.About;
import io.guildstorm.reports.record.UnreadableRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/// `jmh.json`, JMH's own results.
public final class JmhFile {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private JmhFile() {}

    /// The results in it; none when there is no file yet.
    /// @param about what a benchmark says of itself, by its name in full
    /// @throws UnreadableRunException when it is not what JMH writes
    public static List<BenchResult> read(Path file, Function<String, About> about) throws IOException {
        if (!Files.exists(file)) return List.of();
        try {
            List<BenchResult> results = new ArrayList<>();
            JsonNode all = JSON.readTree(Files.readString(file));
            if (!all.isArray()) throw new IllegalArgumentException("not a list of results");
            for (JsonNode one : all) results.add(result(one, about));
            BenchResult nothing = results.stream()
                    .filter(one -> one.name().equals(BenchResult.NOTHING))
                    .findFirst()
                    .orElse(null);
            return results.stream().map(one -> one.beside(nothing)).toList();
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new UnreadableRunException(file, e);
        }
    }

    private static BenchResult result(JsonNode one, Function<String, About> about) {
        String inFull = text(one, "benchmark");
        int method = inFull.lastIndexOf('.');
        String type = inFull.substring(0, Math.max(0, method));
        JsonNode measured = one.path("primaryMetric");
        double[] raw = raw(measured.path("rawData"));
        if (raw.length == 0) throw new IllegalArgumentException("no iterations of " + inFull);
        About said = about.apply(inFull);
        return new BenchResult(
                type.substring(type.lastIndexOf('.') + 1).replaceFirst("Benchmark$", "") + inFull.substring(method),
                type,
                said.claim(),
                params(one.path("params")),
                text(one, "mode"),
                text(measured, "scoreUnit"),
                number(measured.path("score")),
                orNull(measured.path("scoreError")),
                median(raw),
                raw[0],
                raw[raw.length - 1],
                raw.length,
                one.path("forks").asInt(),
                one.path("threads").asInt(),
                orNull(one.path("secondaryMetrics").path(ALLOCATED).path("score")),
                said.each(),
                said.yardsticks(),
                null);
    }

    private static String text(JsonNode from, String field) {
        if (!from.path(field).isTextual()) throw new IllegalArgumentException("no " + field + " in " + from);
        return from.path(field).asText();
    }

    private static double number(JsonNode node) {
        if (!node.isNumber()) throw new IllegalArgumentException("not a number: " + node);
        return node.asDouble();
    }

    /// JMH writes the text `NaN` for what it does not know.
    private static @Nullable Double orNull(JsonNode node) {
        return node.isNumber() ? (Double) node.asDouble() : null;
    }

    private static Map<String, String> params(JsonNode params) {
        Map<String, String> all = new LinkedHashMap<>();
        params.properties()
                .forEach(param -> all.put(param.getKey(), param.getValue().asText()));
        return all;
    }

    /// All iterations of all forks, rising.
    private static double[] raw(JsonNode forks) {
        DoubleStream.Builder all = DoubleStream.builder();
        for (JsonNode fork : forks) for (JsonNode iteration : fork) all.add(number(iteration));
        double[] sorted = all.build().toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

package io.guildstorm.scenarios.gatling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;

/// The words of whoever runs this process, a JSON object a line on standard input: `{"cmd":"start","anchor_ns":…}`,
/// `{"cmd":"phase","anchor_ns":…,"from_index":…,"seconds":…}`, `{"cmd":"end"}`.
///
/// **Owner** the thread `control`, which reads; it hands what was said to the plan.
final class LoadControl {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LongConsumer start;
    private final LoadPlan plan;
    private final Runnable abandoned;

    /// @param start given the anchor of the first phase
    /// @param abandoned run when the input ends before `end` came: nobody is left to run this process
    LoadControl(LongConsumer start, LoadPlan plan, Runnable abandoned) {
        this.start = start;
        this.plan = plan;
        this.abandoned = abandoned;
    }

    void listen(InputStream input) {
        Thread.ofPlatform().daemon().name("control").start(() -> read(input));
    }

    private void read(InputStream input) {
        try (var lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && obey(JSON.readTree(line))) {
                    return;
                }
            }
        } catch (IOException _) {
            // as if the input had ended
        }
        abandoned.run();
    }

    /// @return whether this was the last word
    private boolean obey(JsonNode said) {
        String command = said.path("cmd").asText();
        switch (command) {
            case "start" -> start.accept(said.path("anchor_ns").asLong());
            case "phase" ->
                plan.add(
                        said.path("from_index").asLong(plan.planned()),
                        said.path("anchor_ns").asLong(),
                        (long) (said.path("seconds").asDouble() * 1e9));
            case "end" -> {
                plan.end();
                return true;
            }
            default -> throw new IllegalArgumentException("unknown cmd \"" + command + "\": start, phase or end");
        }
        return false;
    }
}

package io.guildstorm.server.node;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// All switches and what they are set to. The file `switches.json` is the only place that says which there are; it is
/// read here and, out of the jar, by the command line.
///
/// **Owner:** the thread that starts the server.
final class Switches {
    private static final String FILE = "/switches.json";
    private static final String ACCESS = "access.";
    private static final JsonMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
            .build();

    private final Map<String, Switch> known = new LinkedHashMap<>();
    private final Map<String, String> set = new LinkedHashMap<>();
    private final Set<String> read = new TreeSet<>();

    /// @param strategies values of `fanout` on this class path, those of others included
    static Switches load(List<String> strategies) {
        var switches = new Switches();
        try (InputStream file = Switches.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("the jar has no " + FILE);
            }
            for (Switch one : JSON.readValue(file, new TypeReference<List<Switch>>() {})) {
                switches.known.put(one.name(), one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        switches.known.computeIfPresent("fanout", (_, fanout) -> {
            var all = new ArrayList<>(fanout.values());
            strategies.stream().filter(name -> !all.contains(name)).forEach(all::add);
            return fanout.withValues(all);
        });
        return switches;
    }

    List<Switch> all() {
        return List.copyOf(known.values());
    }

    /// Names that were read so far.
    Set<String> read() {
        return Set.copyOf(read);
    }

    /// The whole list as JSON, as the file has it.
    String describe() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @param assignment `switch=value`
    /// @throws RefusedStart no such switch, or it cannot be that
    void set(String assignment) {
        int equals = assignment.indexOf('=');
        if (equals < 1) {
            throw RefusedStart.input("--set takes switch=value, not \"" + assignment + "\".");
        }
        String name = assignment.substring(0, equals);
        String value = assignment.substring(equals + 1);
        var one = known.get(name);
        if (one == null) {
            throw RefusedStart.input("there is no switch \"" + name + "\"." + Words.didYouMean(name, known.keySet()));
        }
        one.check(value);
        if (name.startsWith(ACCESS)) {
            AccessSettings.check(one, value);
        }
        set.put(name, value);
    }

    /// What each switch is, set or not, in the order of the file.
    Map<String, String> effective() {
        var values = new LinkedHashMap<String, String>();
        known.forEach((name, one) -> values.put(name, set.getOrDefault(name, one.standard())));
        return values;
    }

    String text(String name) {
        return set.getOrDefault(name, one(name).standard());
    }

    int count(String name) {
        return Integer.parseInt(text(name));
    }

    Duration duration(String name) {
        return Switch.duration(text(name)).orElseThrow();
    }

    /// Zero: off.
    Duration durationOrOff(String name) {
        return text(name).equals("off") ? Duration.ZERO : duration(name);
    }

    Switch one(String name) {
        var one = known.get(name);
        if (one == null) {
            throw new IllegalStateException(FILE + " does not have the switch " + name);
        }
        read.add(name);
        return one;
    }
}

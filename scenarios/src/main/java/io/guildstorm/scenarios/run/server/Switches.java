package io.guildstorm.scenarios.run.server;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.guildstorm.scenarios.run.exit.EnvironmentException;
import io.guildstorm.scenarios.run.exit.NearestWord;
import io.guildstorm.scenarios.run.exit.UsageException;
import io.guildstorm.scenarios.run.process.Home;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/// Every switch of the server, from the `switches.json` that its build wrote into its jar.
/// @param all in the order of the file
public record Switches(List<Switch> all) {
    private static final String FILE = "switches.json";
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public Switches {
        all = List.copyOf(all);
    }

    /// @throws EnvironmentException when the server is not built
    public static Switches of(Home home) {
        return read(home.serverJar());
    }

    static Switches read(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            var entry = file.getEntry(FILE);
            if (entry == null) throw new EnvironmentException(jar + " has no " + FILE + ": build it anew");
            try (InputStream text = file.getInputStream(entry)) {
                return parse(text);
            }
        } catch (IOException e) {
            throw new EnvironmentException("cannot read the server's switches from " + jar + ": " + e.getMessage(), e);
        }
    }

    private static Switches parse(InputStream text) throws IOException {
        JsonNode tree = JSON.readTree(text);
        List<Switch> found = new ArrayList<>();
        for (JsonNode node : tree.isArray() ? tree : tree.path("switches"))
            found.add(JSON.treeToValue(node, Switch.class));
        return new Switches(found);
    }

    private List<String> names() {
        return all.stream().map(Switch::name).toList();
    }

    /// The switch of that name.
    /// @throws UsageException when there is none
    public Switch named(String name) {
        return all.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("there is no switch \"" + name
                        + "\": see guildstorm list switches." + NearestWord.suggestion(name, names())));
    }

    /// Checks settings.
    /// @param foreign whether a jar of the user may add strategies of `fanout` that our own list does not have
    /// @throws UsageException when one of them cannot be
    public void check(Map<String, String> settings, boolean foreign) {
        settings.forEach((name, value) -> {
            Switch known = named(name);
            if (!(foreign && name.equals("fanout"))) known.check(value);
        });
    }

    /// Every switch with its value under `settings`, for the record of a run.
    public Map<String, @Nullable Object> effective(Map<String, String> settings) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Switch each : all) values.put(each.name(), typed(settings.getOrDefault(each.name(), each.standard())));
        return values;
    }

    private static Object typed(String value) {
        return value.matches("-?\\d{1,18}") ? (Object) Long.valueOf(value) : value;
    }
}

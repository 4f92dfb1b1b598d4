package io.guildstorm.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every test that `docs/faults.md` names is there.
class FaultsPageTest {
    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z0-9]*(?:Test|IT))(?:\\.([a-z0-9_]+))?`");

    @Test
    void every_test_on_the_page_is_in_the_build() throws IOException {
        var sources = sources();
        var named = NAMED.matcher(Files.readString(Path.of("../docs/faults.md")));

        int count = 0;
        for (; named.find(); count++) {
            assertThat(sources).containsKey(named.group(1));
            String method = named.group(2);
            if (method != null) {
                assertThat(sources.get(named.group(1))).as(named.group(1)).contains(" " + method + "(");
            }
        }
        assertThat(count).isGreaterThan(50);
    }

    /// Class → text, of all modules.
    private static Map<String, String> sources() throws IOException {
        var sources = new HashMap<String, String>();
        for (String module : new String[] {"reference-server", "scenarios", "simulator"}) {
            try (var files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
                for (Path file :
                        files.filter(file -> file.toString().endsWith(".java")).toList()) {
                    String name = file.getFileName().toString();
                    sources.merge( // two modules may have a test of one name
                            name.substring(0, name.length() - ".java".length()),
                            Files.readString(file),
                            String::concat);
                }
            }
        }
        return sources;
    }
}

package io.guildstorm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What `docs/security.md` promises is held by tests that are there.
class SecurityPageTest {
    private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT))(?:\\.(\\w+))?`");

    @Test
    void every_test_that_the_page_names_exists() throws IOException {
        Path root = Guildstorm.root();
        var missing = new ArrayList<String>();
        Map<String, String> sources = sources(root);

        var named = NAMED.matcher(Files.readString(root.resolve("docs/security.md")))
                .results()
                .toList();
        for (var name : named) {
            String source = sources.getOrDefault(name.group(1), "");
            boolean there = name.group(2) == null
                    ? !source.isEmpty()
                    : Pattern.compile("(void|ArchRule) " + name.group(2) + "\\b")
                            .matcher(source)
                            .find();
            if (!there) {
                missing.add(name.group());
            }
        }

        assertThat(named).hasSizeGreaterThan(20);
        assertThat(missing).isEmpty();
    }

    /// By the name of the class.
    private static Map<String, String> sources(Path root) throws IOException {
        var sources = new HashMap<String, String>();
        for (String module : List.of("reference-server", "simulator")) {
            try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src/test/java"))) {
                for (Path file : files.filter(each -> each.toString().matches(".*(Test|IT)\\.java"))
                        .toList()) {
                    String name = root.relativize(file).toString().replaceAll(".*/|\\.java", "");
                    sources.merge(name, Files.readString(file), String::concat);
                }
            }
        }
        return sources;
    }
}

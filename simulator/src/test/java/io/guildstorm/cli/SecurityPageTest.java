package io.guildstorm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    private static Map<String, String> sources(Path root) throws IOException {
        try (Stream<Path> files = Stream.of("reference-server", "simulator")
                .map(module -> root.resolve(module).resolve("src/test/java"))
                .flatMap(SecurityPageTest::walk)) {
            return files.filter(file -> file.toString().matches(".*(Test|IT)\\.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            SecurityPageTest::text,
                            (one, other) -> one + other));
        }
    }

    private static Stream<Path> walk(Path folder) {
        try {
            return Files.walk(folder);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

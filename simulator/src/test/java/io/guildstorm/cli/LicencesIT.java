package io.guildstorm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// After packaging: the class paths of what runs are known then.
class LicencesIT {
    private static final Pattern LISTED = Pattern.compile("`([^`:]+)`");

    @ParameterizedTest
    @ValueSource(strings = {"reference-server", "scenarios", "simulator"})
    void every_library_that_runs_is_listed_with_its_licence(String module) throws IOException {
        var listed = LISTED.matcher(Files.readString(Guildstorm.root().resolve("docs/licences.md")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
        var unlisted = new TreeSet<String>();
        String classPath =
                Files.readString(Guildstorm.root().resolve(module).resolve("target/class-path-of-dependencies.txt"));
        for (String jar : classPath.strip().split(File.pathSeparator, -1)) {
            Path file = Path.of(jar);
            String artifact = file.getName(file.getNameCount() - 3).toString(); // …/artifact/version/file
            boolean ours = jar.contains("guildstorm-")
                    || jar.contains(Guildstorm.root().toString());
            if (!ours && !listed.contains(artifact)) {
                unlisted.add(artifact);
            }
        }

        assertThat(unlisted).as("missing in docs/licences.md").isEmpty();
    }
}

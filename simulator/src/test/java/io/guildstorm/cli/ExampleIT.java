package io.guildstorm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.reports.record.Audit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// docs/bring-your-own-fanout.md, followed: compiled against the packaged server, packed, and run by `--jar`.
@Tag("slow")
@Timeout(300)
@DisplayNameGeneration(ReplaceUnderscores.class)
class ExampleIT {
    @TempDir
    Path folder;

    @Test
    void a_strategy_in_a_jar_delivers_everything_once_and_is_named_in_the_record() throws Exception {
        Path example = Guildstorm.root().resolve("docs/examples/tree-fanout/src");
        Path out = folder.resolve("out");
        Path jar = folder.resolve("tree-fanout.jar");
        tool(
                "javac",
                "-proc:none",
                "-cp",
                server().toString(),
                "-d",
                out.toString(),
                example + "/com/example/TreeFanout.java");
        tool(
                "jar",
                "--create",
                "--file",
                jar.toString(),
                "-C",
                out.toString(),
                ".",
                "-C",
                example.toString(),
                "META-INF");
        List<String> words = new ArrayList<>(List.of(Guildstorm.SMALL));
        words.addAll(List.of("--set", "fanout=example-tree", "--jar", jar.toString()));

        try (Guildstorm run = Guildstorm.start(folder, words.toArray(String[]::new))) {
            int code = run.exitCode();

            Audit audit = Objects.requireNonNull(run.record().audit());
            assertThat(audit.clean()).as(run.output()).isTrue();
            assertThat(audit.expected()).isEqualTo(audit.delivered()).isPositive();
            assertThat(run.record().settings()).containsEntry("fanout", "example-tree");
            assertThat(code).as(run.output()).isIn(0, 1, 3); // the verdict is this machine's business
        }
    }

    private static Path server() throws Exception {
        try (Stream<Path> files = Files.list(Guildstorm.root().resolve("reference-server/target"))) {
            return files.filter(file -> file.getFileName()
                            .toString()
                            .matches("guildstorm-reference-server-[^-]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void tool(String name, String... words) {
        int exit = ToolProvider.findFirst(name).orElseThrow().run(System.out, System.err, words);
        assertThat(exit).as(name).isZero();
    }
}

package io.guildstorm.server.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// The example of docs/bring-your-own-fanout.md, compiled as a reader would and found as `--jar` finds it.
@TestInstance(Lifecycle.PER_CLASS)
class ExampleFanoutTest extends FanoutContract {
    private static final Path SOURCES = Path.of("..", "docs", "examples", "tree-fanout", "src");

    @TempDir
    private static Path classes;

    private URLClassLoader loader;

    @BeforeAll
    void compile() throws MalformedURLException {
        int exit = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-proc:none",
                        "-d",
                        classes.toString(),
                        SOURCES.resolve("com/example/TreeFanout.java").toString());
        assertThat(exit).as("javac").isZero();
        loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL(), SOURCES.toUri().toURL()});
    }

    @AfterAll
    void close() throws IOException {
        loader.close();
    }

    @Override
    protected FanoutStrategy strategy() {
        return ServiceLoader.load(FanoutStrategy.class, loader).stream()
                .map(ServiceLoader.Provider::get)
                .filter(strategy -> strategy.name().equals("example-tree"))
                .findFirst()
                .orElseThrow();
    }
}

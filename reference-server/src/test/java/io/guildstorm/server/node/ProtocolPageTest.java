package io.guildstorm.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.api.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `docs/protocol.md` names every route that users have.
class ProtocolPageTest {
    @RegisterExtension
    static final ServerUnderTest server = ServerUnderTest.inMemory();

    @Test
    void every_route_stands_on_the_page() throws IOException {
        String page = Files.readString(Path.of("../docs/protocol.md"));

        assertThat(server.routes())
                .extracting(Route::path)
                .extracting(path -> path.replaceFirst("^/api", ""))
                .allSatisfy(path -> assertThat(page).contains("`" + path + "`"));
    }
}

package io.guildstorm.server.client;

import io.guildstorm.server.client.DemoServer.Person;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;

/// Discord4J, unmodified: always compressed.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class Discord4jIT {
    @Nested
    class Own extends ChatClientContract {
        @Override
        ChatClient signIn(DemoServer server, Person person, int gatewayPort, Inbox inbox) throws Exception {
            return Discord4jClient.signIn(server, person, gatewayPort, inbox);
        }
    }

    /// The same to it: it cannot tell that others are sent the same blocks.
    @Nested
    class Shared extends ChatClientContract {
        @Override
        List<String> settings() {
            return DemoServer.SHARED;
        }

        @Override
        ChatClient signIn(DemoServer server, Person person, int gatewayPort, Inbox inbox) throws Exception {
            return Discord4jClient.signIn(server, person, gatewayPort, inbox);
        }
    }
}

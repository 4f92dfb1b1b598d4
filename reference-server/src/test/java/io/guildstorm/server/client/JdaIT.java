package io.guildstorm.server.client;

import io.guildstorm.server.client.DemoServer.Person;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.utils.Compression;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;

/// JDA, unmodified.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class JdaIT {
    /// Its default.
    @Nested
    class Compressed extends ChatClientContract {
        @Override
        ChatClient signIn(DemoServer server, Person person, int gatewayPort, Inbox inbox) throws Exception {
            return JdaClient.signIn(server, person, gatewayPort, Compression.ZLIB, inbox);
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
            return JdaClient.signIn(server, person, gatewayPort, Compression.ZLIB, inbox);
        }
    }

    @Nested
    class Plain extends ChatClientContract {
        @Override
        ChatClient signIn(DemoServer server, Person person, int gatewayPort, Inbox inbox) throws Exception {
            return JdaClient.signIn(server, person, gatewayPort, Compression.NONE, inbox);
        }
    }
}

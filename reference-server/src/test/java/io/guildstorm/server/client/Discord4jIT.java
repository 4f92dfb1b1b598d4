package io.guildstorm.server.client;

import io.guildstorm.server.client.DemoServer.Person;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;

/// Discord4J, unmodified: always compressed.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class Discord4jIT extends ChatClientContract {
    @Override
    ChatClient signIn(DemoServer server, Person person, int gatewayPort, Inbox inbox) throws Exception {
        return Discord4jClient.signIn(server, person, gatewayPort, inbox);
    }
}

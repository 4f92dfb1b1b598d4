package io.guildstorm.server.presence.inprocess;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.guildstorm.server.presence.Presences;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

/// The presence servers of a node that stops outlive its crowd.
class ClosedCrowdTest {
    /// Nobody is to be asked any more.
    private static final Presences NOBODY = (Presences) Proxy.newProxyInstance(
            Presences.class.getClassLoader(), new Class<?>[] {Presences.class}, (_, method, _) -> {
                throw new AssertionError(method);
            });

    @Test
    void a_presence_server_that_begins_when_the_crowd_has_ended_does_not_fail_for_it() {
        var crowd = new PresenceCrowd(NOBODY, 2, System::nanoTime);
        crowd.close();

        assertThatCode(() -> crowd.reborn(0)).doesNotThrowAnyException();
    }
}

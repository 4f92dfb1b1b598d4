package io.guildstorm.scenarios.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.scenarios.client.ScriptedGateway;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.channel.nio.NioIoHandler;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SwarmLoopTest {
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final SingleThreadEventLoop eventLoop = (SingleThreadEventLoop) group.next();
    private final SwarmLoop loop = new SwarmLoop(eventLoop, config(), () -> 0, (_, _) -> {});

    @AfterEach
    void stop() {
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void what_is_read_behind_others_of_its_batch_lay_there_since_the_first_was_read() throws InterruptedException {
        var batchOver = new CountDownLatch(1);

        long last = loop.call(() -> {
            loop.reading(1_000);
            loop.reading(4_000);
            eventLoop.executeAfterEventLoopIteration(batchOver::countDown);
            return loop.readWait(4_000);
        });
        batchOver.await();
        long firstOfTheNext = loop.call(() -> {
            loop.reading(9_000);
            return loop.readWait(9_000);
        });

        assertThat(last).isEqualTo(3_000);
        assertThat(firstOfTheNext).isZero();
    }

    private static SwarmConfig config() {
        return new SwarmConfig(
                "swarm-0",
                "127.0.0.1",
                1,
                "/",
                "",
                "",
                0,
                1,
                1,
                ScriptedGateway.GUILD,
                ScriptedGateway.CHANNEL,
                0,
                Path.of("unused"),
                SwarmConfig.Mode.GATEWAY,
                42,
                0,
                0);
    }
}

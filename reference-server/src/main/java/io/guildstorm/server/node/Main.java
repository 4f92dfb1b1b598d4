package io.guildstorm.server.node;

import io.guildstorm.server.fanout.FanoutStrategy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server as a process: `Main --port 0 --data DIR --demo`. Prints one line `ready http://HOST:PORT` (https
/// with a certificate) once it accepts; SIGTERM and SIGINT stop it, with exit code 0 and nothing lost that was
/// acknowledged.
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final int WRITER_DIED = 70;

    private Main() {}

    public static void main(String[] words) {
        System.exit(run(List.of(words)));
    }

    private static int run(List<String> words) {
        try {
            var options = Options.parse(words);
            var switches = Switches.load(
                    Node.strategies().stream().map(FanoutStrategy::name).toList());
            options.settings().forEach(switches::set);
            if (options.describe()) {
                System.out.println(switches.describe());
                return 0;
            }
            serve(options, switches);
            return 0;
        } catch (RefusedStart refused) {
            System.err.println("guildstorm: " + refused.getMessage());
            return refused.fault().exitCode();
        } catch (RuntimeException e) {
            LOG.debug("could not start", e);
            System.err.println("guildstorm: the server could not start: " + e);
            return RefusedStart.Fault.ENVIRONMENT.exitCode();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static void serve(Options options, Switches switches) throws InterruptedException {
        var told = new CountDownLatch(1);
        StopSignals.onStop(told::countDown);
        try (var node = Node.start(options, switches, Main::die)) {
            System.out.println("ready " + node.url());
            System.out.flush();
            told.await();
        }
    }

    /// A server that cannot write must not look alive.
    private static void die(Throwable cause) {
        LOG.error("the store cannot write any more", cause);
        Runtime.getRuntime().halt(WRITER_DIED);
    }
}

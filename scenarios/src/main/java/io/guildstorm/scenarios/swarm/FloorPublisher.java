package io.guildstorm.scenarios.swarm;

import io.guildstorm.scenarios.check.SentLog;
import io.guildstorm.scenarios.check.SentLog.Outcome;
import io.guildstorm.scenarios.check.SentLog.Send;
import io.guildstorm.scenarios.schedule.Burst;
import io.guildstorm.scenarios.schedule.LoadSchedule;
import io.guildstorm.scenarios.schedule.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Drives the floor: posts messages on schedule over one connection, each the size of a server's frame, so that the
/// floor is measured and audited by the same eyes as a server.
///
/// **Owner:** the thread that it starts writes, one more reads answers and ends before it; others see [#done] and,
/// after it, the rest.
final class FloorPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(FloorPublisher.class);
    private static final int ANSWER_MILLIS = 5_000;

    private final SwarmConfig config;
    private final SwarmCommand.Publish plan;
    private final Ticker ticker;
    private final LoadSchedule schedule;
    private final MadeUpDispatch dispatch;
    private final long[] startedNanos;
    private final long[] answeredNanos;
    private int started;
    private int answered;
    private long lagMaxNanos;
    private volatile boolean done;

    FloorPublisher(SwarmConfig config, SwarmCommand.Publish plan, Ticker ticker) {
        this.config = config;
        this.plan = plan;
        this.ticker = ticker;
        this.schedule = new LoadSchedule(plan.rate(), Burst.NONE, config.seed());
        this.dispatch = new MadeUpDispatch(config.guild(), config.channel(), plan.bytes());
        int count = (int) schedule.countBefore((long) (plan.seconds() * 1e9));
        this.startedNanos = new long[count];
        this.answeredNanos = new long[count];
    }

    void start() {
        Thread.ofPlatform().daemon().name("publisher").start(this::publish);
    }

    /// Whether all was sent and answered, or never will be.
    boolean done() {
        return done;
    }

    private void publish() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(config.host(), config.port()));
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(ANSWER_MILLIS);
            Thread answers =
                    Thread.ofPlatform().daemon().name("publisher-answers").start(() -> readAnswers(socket));
            for (int n = 0; n < startedNanos.length; n++) {
                long due = plan.anchorNs() + schedule.offsetNanos(n);
                for (long wait = due - ticker.nanos(); wait > 0; wait = due - ticker.nanos())
                    LockSupport.parkNanos(wait);
                startedNanos[n] = ticker.nanos();
                lagMaxNanos = Math.max(lagMaxNanos, startedNanos[n] - due);
                socket.getOutputStream().write(request(n, due));
                started = n + 1;
            }
            answers.join();
        } catch (IOException | InterruptedException ended) {
            LOG.warn("publishing to the floor ended after {} messages: {}", started, ended.getMessage());
        } finally {
            done = true;
        }
    }

    private byte[] request(int number, long dueNanos) {
        String body = dispatch.payload(number, dueNanos);
        String head = "POST /publish HTTP/1.1\r\nHost: " + config.host() + ":" + config.port()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }

    private void readAnswers(Socket socket) {
        try {
            InputStream in = socket.getInputStream();
            var line = new StringBuilder();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next != '\n') {
                    line.append((char) next);
                    continue;
                }
                if (line.toString().startsWith("HTTP/1.1 2")) answeredNanos[answered++] = ticker.nanos();
                line.setLength(0);
                if (answered == answeredNanos.length) return;
            }
        } catch (IOException ended) {
            LOG.warn("the floor answered {} messages, then: {}", answered, ended.getMessage());
        }
    }

    SwarmEvent.Published published() {
        return new SwarmEvent.Published(started, answered, lagMaxNanos / 1e6);
    }

    /// What was sent, for the audit.
    SentLog log() {
        var sends = new ArrayList<Send>();
        for (int n = 0; n < started; n++) {
            boolean known = n < answered;
            sends.add(new Send(
                    n,
                    plan.anchorNs() + schedule.offsetNanos(n),
                    startedNanos[n],
                    known ? answeredNanos[n] : startedNanos[n],
                    known ? Outcome.ACKNOWLEDGED : Outcome.UNKNOWN,
                    known ? MadeUpDispatch.id(n) : 0,
                    MadeUpDispatch.AUTHOR));
        }
        return new SentLog(sends, List.of());
    }
}

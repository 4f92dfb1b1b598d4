package io.guildstorm.server.gateway;

import io.guildstorm.server.meter.Meter;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.stream.LongStream;

/// A server in a process of its own, as its memory is what is looked at: `SlowCrowdServer USERS TOKENS`. It admits so
/// many users, writes their tokens into the file, a line each, and says `ready PORT`. Then it obeys: to `await
/// SESSIONS` it answers `here` once so many are signed in; to `say TEXT TIMES` `said SLOW`, how many readers it has
/// closed for being slow so far; to `holds`, `holds HEAP
/// DIRECT DETACHED`: bytes of its heap after a collection, bytes outside of it, and how many sessions wait for a
/// resume.
final class SlowCrowdServer {
    private static final long FIRST_ID = 1_200_000_000_000_000_000L;

    private SlowCrowdServer() {}

    public static void main(String[] args) throws IOException {
        var users = LongStream.range(0, Integer.parseInt(args[0]))
                .mapToObj(i -> new User(new UserId(FIRST_ID + i), "user" + i, false))
                .toList();
        try (var server = new TestServer();
                var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            server.admit(users);
            Files.write(Path.of(args[1]), users.stream().map(server::token).toList());
            System.out.println("ready " + server.port());
            for (var order = orders.readLine(); order != null; order = orders.readLine()) {
                System.out.println(obey(server, order.split(" ", -1)));
            }
        }
    }

    private static String obey(TestServer server, String[] order) {
        if (order[0].equals("await")) {
            server.await(Meter.SESSIONS, Long.parseLong(order[1]));
            server.settle();
            return "here";
        }
        if (order[0].equals("say")) {
            server.say(TestServer.ANN, Collections.nCopies(Integer.parseInt(order[2]), order[1]));
            return "said " + server.count(Meter.CLOSES_SLOW);
        }
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return "holds " + memory.getHeapMemoryUsage().getUsed() + " " + directBytes() + " "
                + server.count(Meter.SESSIONS_DETACHED);
    }

    private static long directBytes() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }
}

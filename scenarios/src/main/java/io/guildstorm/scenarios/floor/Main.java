package io.guildstorm.scenarios.floor;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;

/// The floor as a process: `Main [--port P] [--host H] [--bytes N]` prints `ready http://HOST:PORT`, before it, when
/// told how long a frame is, `send alone MICROSECONDS`, and ends when its stdin does. Linux only. Run it with
/// `-XX:+UseSerialGC -XX:TieredStopAtLevel=1`: a second compiler costs more here than it saves.
public final class Main {
    private Main() {}

    /// @param args `--port P` (0: any), `--host H` (127.0.0.1), `--bytes N` of a frame (0: no send alone is measured)
    public static void main(String[] args) throws IOException {
        int port = 0;
        String host = "127.0.0.1";
        int bytes = 0;
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) throw new IllegalArgumentException(args[i] + " needs a value");
            switch (args[i]) {
                case "--port" -> port = Integer.parseInt(args[i + 1]);
                case "--host" -> host = args[i + 1];
                case "--bytes" -> bytes = Integer.parseInt(args[i + 1]);
                default ->
                    throw new IllegalArgumentException("unknown: " + args[i] + "; give --port, --host or --bytes");
            }
        }
        if (bytes > 0) System.out.println("send alone " + SendAlone.micros(bytes));
        var server = new FloorServer(InetAddress.ofLiteral(host).getAddress(), port);
        System.out.println("ready http://" + host + ":" + server.port());
        Thread.ofPlatform().daemon().name("parent").start(Main::endWithParent);
        server.serve();
    }

    private static void endWithParent() {
        try (InputStream in = System.in) {
            while (in.read() >= 0) {
                // whatever is said: only its end matters
            }
        } catch (IOException gone) {
            System.err.println("floor: stdin: " + gone.getMessage());
        }
        Runtime.getRuntime().halt(0);
    }
}

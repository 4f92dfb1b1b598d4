package io.guildstorm.simulator.torture.drive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The wire between a client and the server: an address that stays when the server moves, and that can be cut at any
/// byte, in either direction. It carries bytes and knows nothing of what they mean.
///
/// A virtual thread accepts, two carry each connection.
final class Line implements AutoCloseable {
    private static final long UNCUT = Long.MAX_VALUE;
    private static final int CHUNK_BYTES = 16 << 10;

    private final ServerSocket door;
    private final Supplier<@Nullable InetSocketAddress> server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong leftToServer = new AtomicLong(UNCUT);
    private final AtomicLong leftToClient = new AtomicLong(UNCUT);

    /// @param server where it is now; null: nowhere
    Line(Supplier<@Nullable InetSocketAddress> server) {
        this.server = server;
        try {
            door = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException("no free port on loopback", e);
        }
        Thread.ofVirtual().name("line " + door.getLocalPort()).start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /// Cuts whatever is open after so many more bytes to the client, or to the server. 0: at once.
    void cutAfter(long bytes, boolean toClient) {
        if (bytes == 0) cut();
        else (toClient ? leftToClient : leftToServer).set(bytes);
    }

    private void cut() {
        leftToClient.set(UNCUT);
        leftToServer.set(UNCUT);
        open.forEach(Line::reset);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> carry(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void carry(Socket client) {
        InetSocketAddress target = server.get();
        if (target == null) {
            reset(client);
            return;
        }
        Socket onward = new Socket();
        open.add(client);
        open.add(onward);
        try {
            onward.connect(target, 2_000);
            onward.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            Thread back = Thread.ofVirtual().start(() -> pump(onward, client, leftToClient));
            pump(client, onward, leftToServer);
            back.join();
        } catch (IOException unreachable) {
            // the client is told by the end of its socket
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            reset(client);
            reset(onward);
            open.remove(client);
            open.remove(onward);
        }
    }

    /// Until either end is gone.
    private void pump(Socket from, Socket to, AtomicLong left) {
        byte[] chunk = new byte[CHUNK_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                long budget = left.get();
                int some = (int) Math.min(read, budget);
                out.write(chunk, 0, some);
                if (budget == UNCUT) continue;
                if (some == budget) {
                    cut();
                    return;
                }
                left.compareAndSet(budget, budget - some);
            }
            to.shutdownOutput();
        } catch (IOException gone) {
            reset(from);
            reset(to);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // it is gone, which was the aim
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException closed) {
            // nobody else can hold it
        }
        cut();
    }
}

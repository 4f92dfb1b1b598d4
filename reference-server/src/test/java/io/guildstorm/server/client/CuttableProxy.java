package io.guildstorm.server.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Stands between a client and a server and hands on every byte, until it is told to cut the client off: then both
/// sides
/// see a reset, without a close frame, as from a train in a tunnel.
final class CuttableProxy implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cutOff;

    CuttableProxy(int target) throws IOException {
        this.target = target;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept());
            } catch (IOException _) {
                // we are closed, or the client has gone already
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server = new Socket();
        try {
            if (cutOff) {
                throw new IOException("cut off");
            }
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
        } catch (IOException _) { // the server is away, and whoever wants in is to see it
            server.close();
            reset(client);
            return;
        }
        open.add(client);
        open.add(server);
        Thread.ofVirtual().start(() -> pump(client, server));
        Thread.ofVirtual().start(() -> pump(server, client));
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException _) {
            // one side is gone, and the other follows
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    /// Resets all connections, and new ones too until [#restore].
    void cutOff() {
        cutOff = true;
        for (Socket socket : open) {
            reset(socket);
        }
    }

    void restore() {
        cutOff = false;
    }

    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException _) {
            // it was closed already
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cutOff();
    }
}

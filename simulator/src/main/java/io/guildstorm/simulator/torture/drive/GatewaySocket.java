package io.guildstorm.simulator.torture.drive;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One WebSocket of a client, plain frames over a plain socket. What comes waits in a queue, stamped with the time at
/// which it was read.
///
/// Not the WebSocket of `java.net.http`: cut in the middle of a frame, that one was seen not to tell of its end (JDK
/// 25).
///
/// **Owner:** the session's thread writes; a virtual thread reads and puts into the queue.
final class GatewaySocket {
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int MASKED = 0x80;
    private static final int LENGTH_OF_16_BITS = 126;
    private static final int LENGTH_OF_64_BITS = 127;
    private static final int NO_CODE = 1005;
    private static final String REQUEST = """
            GET /gateway?v=10&encoding=json HTTP/1.1\r
            Host: 127.0.0.1\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: Z3VpbGRzdG9ybSB0b3J0dQ==\r
            \r
            """;

    private final BlockingQueue<Came> came = new LinkedBlockingQueue<>();
    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final Recorder recorder;

    /// @param at ns of the recorder
    record Came(long at, Kind kind, String text) {
        enum Kind {
            FRAME,
            GONE
        }
    }

    private GatewaySocket(Socket socket, Recorder recorder) throws IOException {
        this.socket = socket;
        this.recorder = recorder;
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = socket.getOutputStream();
        out.write(REQUEST.getBytes(StandardCharsets.US_ASCII));
        if (!head().startsWith("HTTP/1.1 101 ")) throw new IOException("no upgrade");
    }

    /// Null: nobody accepts.
    static @Nullable GatewaySocket open(int port, Recorder recorder) {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            GatewaySocket opened = new GatewaySocket(socket, recorder);
            socket.setSoTimeout(0);
            Thread.ofVirtual().name("socket").start(opened::read);
            return opened;
        } catch (IOException refused) {
            end(socket);
            return null;
        }
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) head.append((char) in.readUnsignedByte());
        return head.toString();
    }

    private void read() {
        String end = "cut";
        try {
            while (true) {
                int opcode = in.readUnsignedByte() & 0x0f;
                byte[] payload = new byte[length()];
                in.readFully(payload);
                if (opcode == TEXT) {
                    came.add(new Came(recorder.now(), Came.Kind.FRAME, new String(payload, StandardCharsets.UTF_8)));
                } else if (opcode == PING) {
                    write(PONG, payload);
                } else if (opcode == CLOSE) {
                    end = closing(payload);
                    break;
                }
            }
        } catch (EOFException cut) {
            // as it stands
        } catch (IOException broken) {
            end = "cut: " + broken.getMessage();
        }
        end(socket);
        came.add(new Came(recorder.now(), Came.Kind.GONE, end));
    }

    private int length() throws IOException {
        int first = in.readUnsignedByte();
        return switch (first) {
            case LENGTH_OF_16_BITS -> in.readUnsignedShort();
            case LENGTH_OF_64_BITS -> Math.toIntExact(in.readLong());
            default -> first;
        };
    }

    private static String closing(byte[] payload) {
        if (payload.length < Short.BYTES) return "closed with " + NO_CODE;
        int code = Short.toUnsignedInt(ByteBuffer.wrap(payload).getShort());
        String reason = new String(payload, Short.BYTES, payload.length - Short.BYTES, StandardCharsets.UTF_8);
        return ("closed with " + code + " " + reason).strip();
    }

    /// The next that came, or null when nothing did in time.
    @Nullable
    Came next(long millis) throws InterruptedException {
        return came.poll(millis, TimeUnit.MILLISECONDS);
    }

    void send(String text) {
        try {
            write(TEXT, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            // its end comes through the queue
        }
    }

    /// With a close frame, and without waiting for the answer to it.
    void close(int code) {
        try {
            write(CLOSE, ByteBuffer.allocate(Short.BYTES).putShort((short) code).array());
            socket.shutdownOutput();
        } catch (IOException gone) {
            // as above
        }
    }

    /// Without one.
    void abort() {
        end(socket);
    }

    /// With a mask of zeros, which leaves the payload as it is.
    private synchronized void write(int opcode, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 8);
        frame.put((byte) (0x80 | opcode));
        if (payload.length < LENGTH_OF_16_BITS) frame.put((byte) (MASKED | payload.length));
        else frame.put((byte) (MASKED | LENGTH_OF_16_BITS)).putShort((short) payload.length);
        frame.putInt(0).put(payload);
        out.write(frame.array(), 0, frame.position());
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // which was the aim
        }
    }
}

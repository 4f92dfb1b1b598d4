package io.guildstorm.server.gateway.session;

import io.guildstorm.server.gateway.frame.CloseCode;
import io.guildstorm.server.gateway.frame.SharedStream;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/// A socket as its session sees it. **Owner:** the lane of both.
public interface Outlet {
    /// Where frames can be written as they are; null: each is compressed for it alone first, so [#send] alone will do.
    @Nullable
    ChannelHandlerContext direct();

    /// The stream that frames which are written as they are have to be of; null: they are text.
    @Nullable
    SharedStream stream();

    /// The system's number of the socket, if such frames may be given to it past the pipeline; -1: never. The owner
    /// of a session is told before the number is given back to the system ([Session#unplugged]), and whenever
    /// anything is written to the pipeline ([Session#written]).
    int descriptor();

    /// A dispatch in its parts; written, not flushed.
    void send(byte[] prefix, int s, byte[] rest);

    /// A payload of its own; written, not flushed.
    void send(byte[] payload);

    /// Bytes that wait for the socket, what was not flushed yet included.
    long waitingBytes();

    void flush();

    /// Runs `then` on the lane once all that waits now has been given to the socket. Never, if that fails.
    void whenSent(Runnable then);

    /// Says why, lets go of its session as the code says, ends when the client has answered or after a while.
    void close(CloseCode code, String reason);

    /// Ends it without a word; what waits for it is given up.
    void cut();

    /// Runs `then` on the lane when it has ended, at once if it has.
    void whenGone(Runnable then);

    /// Whether the client may be told anything yet.
    boolean open();

    /// What comes in and goes out from now on belongs to this session.
    void attach(Session session);

    /// All that its session begins with was written: READY or RESUMED, and every guild. More may be told later, of
    /// guilds that the user comes into.
    void signedIn();

    /// There is nothing to resume (op 9): the client may identify.
    void refuse();
}

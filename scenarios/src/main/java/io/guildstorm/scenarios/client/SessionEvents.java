package io.guildstorm.scenarios.client;

/// Who is told what happens to one session; always on its event loop.
/// @param <A> what the loop notes of a message
public interface SessionEvents<A> {
    /// It gets live events from here on: READY came, and the measured guild's GUILD_CREATE after it; where it
    /// opens the guild, what is unread there as well.
    void ready(long nanos);

    /// It gets live events again: what it missed came before this.
    void resumed(long nanos);

    /// It ended before it was ready.
    void failed(String reason);

    /// The other side ended it after it was ready. 1006: without a close frame.
    void closed(int code, long nanos);

    /// What came before it was written earlier than the answer to the heartbeat that [GatewaySession#probe] sent, what
    /// comes from here on was written later.
    void probed();

    /// A dispatch, READY and GUILD_CREATE included.
    /// @param wireBytes of the frame that brought it, header included
    void event(Event<A> event, int wireBytes, long nanos);
}

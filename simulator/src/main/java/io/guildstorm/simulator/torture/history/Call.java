package io.guildstorm.simulator.torture.history;

/// One request and what became of it.
/// @param who the client that made it
/// @param begin before its first byte was written, ns
/// @param end after its answer was read, or when the client gave up, ns
public record Call(String who, Op op, long begin, long end, Outcome outcome) {
    public Call {
        if (end < begin) throw new IllegalArgumentException("a call ends before it begins: " + begin + " to " + end);
    }

    /// Whether the server said that it was done.
    public boolean acknowledged() {
        return outcome instanceof Outcome.Done;
    }

    /// Whether it may have been done: only a refusal says that it certainly was not.
    public boolean possible() {
        return !(outcome instanceof Outcome.Refused);
    }

    /// Until when the server may have been at it, ns: without an answer, for ever.
    public long over() {
        return outcome instanceof Outcome.Unknown ? Long.MAX_VALUE : end;
    }
}

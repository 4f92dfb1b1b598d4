package io.guildstorm.simulator.torture.history;

import java.util.List;

/// One session from its IDENTIFY to its end, over all the sockets that it had.
/// @param name unique in the run, for example `c3#2`: the second session of client c3
/// @param who whose it is
/// @param begun when IDENTIFY was sent, ns
/// @param arrivals what came, in the order in which it came
public record SessionLog(String name, String who, long begun, List<Arrival> arrivals, End end) {
    public SessionLog {
        arrivals = List.copyOf(arrivals);
    }

    /// How it ended, which says what it can have missed without fault.
    public sealed interface End {
        /// ns
        long at();

        /// Still there when the run was over, and given time to get all that was done.
        record Live(long at) implements End {}

        /// The server said that it stops and closed in good order.
        /// @param at when it said so: whatever was acknowledged before had to come before
        record Stopped(long at) implements End {}

        /// Given up by the client, or refused a resume.
        record Over(long at, String why) implements End {}
    }
}

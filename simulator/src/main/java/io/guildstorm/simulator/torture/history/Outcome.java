package io.guildstorm.simulator.torture.history;

import java.util.List;

/// What became of a call.
public sealed interface Outcome {
    /// 2xx.
    /// @param shown the messages in the answer, in its order
    record Done(List<Shown> shown) implements Outcome {
        public Done {
            shown = List.copyOf(shown);
        }
    }

    /// 4xx: certainly not done.
    record Refused(int status) implements Outcome {}

    /// 5xx, or no answer: done, or not, or still to be done.
    record Unknown(String why) implements Outcome {}

    /// A message as it was shown to somebody.
    record Shown(long id, String text) {}
}

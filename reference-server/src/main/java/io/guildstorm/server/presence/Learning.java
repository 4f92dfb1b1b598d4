package io.guildstorm.server.presence;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// What a presence server that begins has yet to be told, and the questions that wait for that.
///
/// **Owner:** the presence server.
final class Learning {
    private final BitSet silent = new BitSet();
    private final List<Runnable> questions = new ArrayList<>();
    private final long begunMillis;

    /// @param tellers how many have to tell what they know, numbered from 0
    Learning(int tellers, long begunMillis) {
        silent.set(0, tellers);
        this.begunMillis = begunMillis;
    }

    boolean isUnderWay() {
        return !silent.isEmpty();
    }

    /// One has told all that it knows.
    /// @return whether it was the last
    boolean told(int teller) {
        boolean before = isUnderWay();
        silent.clear(teller);
        return before && !isUnderWay();
    }

    /// Runs `question` now, or when all is known.
    void whenOver(Runnable question) {
        if (isUnderWay()) {
            questions.add(question);
        } else {
            question.run();
        }
    }

    void answer() {
        questions.forEach(Runnable::run);
        questions.clear();
    }

    long millis(long nowMillis) {
        return nowMillis - begunMillis;
    }
}

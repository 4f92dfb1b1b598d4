package io.guildstorm.scenarios.run.bench;

import java.util.List;

/// How long the measurements that are left will take, from what those took that were made. Immutable.
/// @param planned seconds of each, in order
/// @param done how many were made
/// @param spent seconds that they took
record TimeLeft(List<Double> planned, int done, double spent) {
    TimeLeft {
        planned = List.copyOf(planned);
    }

    /// After one more was made.
    /// @param seconds since the first began
    TimeLeft oneMore(double seconds) {
        return new TimeLeft(planned, done + 1, seconds);
    }

    double seconds() {
        double before = sum(0, done);
        double pace = before == 0 ? 1 : spent / before;
        return pace * sum(done, planned.size());
    }

    private double sum(int from, int to) {
        return planned.subList(from, to).stream().mapToDouble(value -> value).sum();
    }

    /// `about 8 min`, `about 40 s`
    String inWords() {
        long whole = Math.round(seconds());
        return whole >= 90 ? "about " + Math.round(whole / 60.0) + " min" : "about " + whole + " s";
    }
}

package io.guildstorm.reports.target;

import io.guildstorm.reports.record.Headroom;
import org.jspecify.annotations.Nullable;

/// How far a load could grow, as a phrase.
final class HeadroomWords {
    private HeadroomWords() {}

    /// Null: the ramp found out nothing.
    static @Nullable String of(Headroom headroom, @Nullable Integer cores) {
        Long met = headroom.metUpTo();
        Long missed = headroom.missedAt();
        if (missed == null) {
            return met == null
                    ? null
                    : "met up to %s %s, where the ramp ended: the edge is farther out"
                            .formatted(Figures.count(met), headroom.axis());
        }
        String from = met == null ? "met at no step" : "met up to %s %s".formatted(Figures.count(met), headroom.axis());
        return "%s; at %s %s%s"
                .formatted(from, Figures.count(missed), gaveWay(headroom.gaveWay()), shares(headroom, cores));
    }

    private static String gaveWay(@Nullable String part) {
        return switch (part) {
            case null -> "the target was missed";
            case "machine" -> "this machine is full";
            default -> "the " + part + " gives way";
        };
    }

    private static String shares(Headroom headroom, @Nullable Integer cores) {
        boolean full = "machine".equals(headroom.gaveWay());
        String limit = full ? ": a limit of the box, not yet of the server" : "";
        if (headroom.serverCpuShare() == null || headroom.loadCpuShare() == null) return limit;
        String of = cores == null ? "of the CPU" : "of " + Figures.count(cores, "core", "cores");
        return " (server %s, load %s %s)%s"
                .formatted(
                        Figures.percent(headroom.serverCpuShare()),
                        Figures.percent(headroom.loadCpuShare()),
                        of,
                        limit);
    }
}

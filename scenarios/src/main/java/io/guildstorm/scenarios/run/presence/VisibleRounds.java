package io.guildstorm.scenarios.run.presence;

import io.guildstorm.reports.target.PresenceFigures;
import io.guildstorm.reports.target.VisibleFigures;
import io.guildstorm.scenarios.presence.GuildGraph;
import io.guildstorm.scenarios.run.context.RunRequest;
import io.guildstorm.scenarios.run.exit.UsageException;
import io.guildstorm.scenarios.run.sides.Design;
import io.guildstorm.scenarios.workload.PresenceVisible;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The rounds of `presence-visible`, by rising number of users that a client shows; the last is judged, as it costs
/// most.
final class VisibleRounds {
    private VisibleRounds() {}

    static Scene scene(Design design, int users) {
        String shown = Objects.requireNonNull(design.settings().get(PresenceVisible.SWITCH), "each round sets it");
        return new Scene(users, PresenceVisible.WATCHERS, Integer.parseInt(shown), false, 0, null);
    }

    /// @param sums of each side, beside its figures
    static VisibleFigures figures(
            PresenceFigures.Crowd crowd, long seed, List<StormSums> sums, List<PresenceFigures.Side> sides) {
        List<VisibleFigures.Point> points = new ArrayList<>();
        for (int i = 0; i < sides.size(); i++)
            points.add(new VisibleFigures.Point(
                    sums.get(i).last().scene().shown(), sums.get(i).watchers(), sides.get(i)));
        return new VisibleFigures(crowd, naiveTold(crowd, seed), points);
    }

    private static double naiveTold(PresenceFigures.Crowd crowd, long seed) {
        if (crowd.users() == 0) return 0;
        var size = new GuildGraph.Size((int) crowd.users(), (int) crowd.guilds(), (int) crowd.guildsPerUser());
        return GuildGraph.of(size, seed).toldOfOneChange();
    }

    /// @param users with sockets, of whom a client shows some
    /// @throws UsageException when flags do not go together
    static List<Design> of(RunRequest request, int users) {
        if (request.switches().containsKey(PresenceVisible.SWITCH))
            throw new UsageException(PresenceVisible.SWITCH
                    + " cannot be set: presence-visible goes through its values. Give --visible.");
        List<Integer> asked = request.visible().stream().sorted().distinct().toList();
        List<Integer> values = asked.isEmpty()
                ? PresenceVisible.VISIBLE.stream()
                        .filter(value -> value < users)
                        .toList()
                : asked;
        if (values.isEmpty() || values.getLast() >= users)
            throw new UsageException(
                    "a client cannot show %,d of %,d users with sockets, itself among them: give a smaller --visible or more --sessions."
                            .formatted(
                                    values.isEmpty() ? PresenceVisible.VISIBLE.getFirst() : values.getLast(), users));
        List<Design> rounds = new ArrayList<>();
        for (int value : values)
            rounds.add(new Design(
                    value + " visible",
                    value == values.getLast(),
                    Map.of(PresenceVisible.SWITCH, Integer.toString(value))));
        return rounds;
    }
}

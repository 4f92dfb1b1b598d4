package io.guildstorm.server.api;

import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildCommand;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Refusal;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts members who never sign in into new guilds, batch after batch, while the guild is already usable. Any thread.
final class GuildFilling {
    private static final Logger LOG = LoggerFactory.getLogger(GuildFilling.class);
    private static final int BATCH = 1_000;

    private final ApiParts parts;
    private final Set<GuildId> underWay = ConcurrentHashMap.newKeySet();

    GuildFilling(ApiParts parts) {
        this.parts = parts;
    }

    void begin(GuildView view, int members) {
        underWay.add(view.id());
        fill(view.id(), 0, members);
    }

    boolean isUnderWay(GuildId guild) {
        return underWay.contains(guild);
    }

    private void fill(GuildId guild, int from, int members) {
        if (from >= members) {
            underWay.remove(guild);
            return;
        }
        int to = Math.min(members, from + BATCH);
        List<User> batch = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            batch.add(new User(new UserId(parts.ids().getAsLong()), "member-" + i, false));
        }
        parts.guilds()
                .ask(guild, new GuildCommand.AddMembers(batch), parts.ticker().nanos())
                .whenComplete((answer, failure) -> {
                    if (failure == null && answer instanceof GuildAnswer.Refused(var why) && why == Refusal.BUSY) {
                        fill(guild, from, members);
                    } else if (failure != null || answer instanceof GuildAnswer.Refused) {
                        LOG.warn("guild {}: filling ended at {} of {} members: {}", guild, from, members, answer);
                        underWay.remove(guild);
                    } else {
                        fill(guild, to, members);
                    }
                });
    }
}

package io.guildstorm.server.api;

import io.guildstorm.server.api.Route.Access;
import io.guildstorm.server.guild.Guilds;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.presence.Presences;
import io.guildstorm.server.wire.RefusedRequest;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// How the server is told to misbehave, where `--allow-faults` lets it be told.
record FaultRoutes(Guilds guilds, Presences presences) {
    private static final int ALL = 100;

    List<Route> routes() {
        return List.of(new Route("POST", "/admin/v1/faults", Access.ADMIN, this::fault));
    }

    /// `gc` collects the heap now. `relay_kill` ends relays of the guild with this id: one on each event loop, or
    /// `percent` of them. `presence_kill` has the presence server of that number, from 0, forget all it knows.
    private CompletionStage<Answer> fault(Call call) {
        var form = call.form();
        boolean collect = form.flag("gc");
        var guild = form.id("relay_kill").orElse(0L);
        int percent = (int) form.number("percent", 1, ALL, 1);
        int servers = presences.settings().servers();
        int presenceServer = (int) form.number("presence_kill", 0, servers - 1, 0);
        if (!form.has("gc") && !form.has("relay_kill") && !form.has("presence_kill")) {
            form.required("gc");
        }
        form.check();
        if (collect) {
            System.gc();
        }
        if (form.has("presence_kill")) {
            presences.end(presenceServer);
        }
        if (form.has("relay_kill")) {
            endRelays(guild, percent);
        }
        return Answer.now(Answer.nothing());
    }

    private void endRelays(long id, int percent) {
        var guild = id > 0 ? new GuildId(id) : null;
        if (guild == null || guilds.view(guild) == null) {
            throw new RefusedRequest(404, 10004, "Unknown Guild");
        }
        guilds.endRelays(guild, percent);
    }
}

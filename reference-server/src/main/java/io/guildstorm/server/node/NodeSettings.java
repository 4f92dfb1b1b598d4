package io.guildstorm.server.node;

import io.guildstorm.server.fanout.FanoutStrategy;
import io.guildstorm.server.gateway.GatewaySettings;
import io.guildstorm.server.gateway.GatewaySettings.Streams;
import io.guildstorm.server.gateway.GatewaySettings.Writes;
import io.guildstorm.server.gateway.session.PassiveTerms;
import io.guildstorm.server.guild.Consistency;
import io.guildstorm.server.guild.Effective;
import io.guildstorm.server.guild.GuildSettings;
import io.guildstorm.server.presence.PresenceSettings;
import io.guildstorm.server.store.StoreSettings;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the switches say, in the types of those who obey them.
/// @param fanout name of the strategy
/// @param store name of the engine
/// @param redis where what others may need is kept, `redis://HOST:PORT`; empty: nowhere
/// @param keepsSessions sessions are kept there for other processes
/// @param keepsStatuses what presence servers know is kept there for those that take their place
/// @param loops event loops for sockets, above zero
record NodeSettings(
        String fanout,
        String store,
        Optional<String> redis,
        boolean keepsSessions,
        boolean keepsStatuses,
        Transport transport,
        int loops,
        AccessSettings access,
        GuildSettings guilds,
        PresenceSettings presence,
        StoreSettings writes,
        GatewaySettings gateway) {
    private static final Pattern REDIS = Pattern.compile("redis://[\\w.-]+:\\d{1,5}");

    /// @throws RefusedStart two of them do not go together
    static NodeSettings of(Switches switches) {
        int loops = switches.count("gateway.loops");
        try {
            var writes = StoreSettings.DEFAULTS.withPending(switches.count("store.pending"));
            var guilds = new GuildSettings(
                            switches.count("guild.inflight"),
                            switches.count("fanout.backlog"),
                            switches.count("gateway.replay"),
                            switches.duration("fanout.lag-max"),
                            new FanoutStrategy.Settings(switches.count("relay.size")),
                            new Consistency(
                                    effective(switches, "consistency.permissions"),
                                    effective(switches, "consistency.membership"),
                                    effective(switches, "consistency.deletes")))
                    .withPassive(passive(switches).isPresent())
                    .within(writes.pending());
            return new NodeSettings(
                    switches.text("fanout"),
                    switches.text("store"),
                    redis(switches),
                    switches.text("gateway.state").equals("redis"),
                    switches.text("presence.backup").equals("redis"),
                    Transport.of(switches.text("gateway.transport")),
                    loops == 0 ? Runtime.getRuntime().availableProcessors() : loops,
                    AccessSettings.of(switches),
                    guilds,
                    presence(switches),
                    writes,
                    gateway(switches));
        } catch (IllegalArgumentException e) {
            throw RefusedStart.input(e.getMessage() + ".");
        }
    }

    /// @param word a value of `gateway.write`; `auto` takes the first that is available
    private static Writes writes(String word) {
        if (word.equals("auto")) {
            return Writes.URING.isAvailable() ? Writes.URING : Writes.SEND;
        }
        var chosen = Writes.valueOf(word.toUpperCase(Locale.ROOT));
        if (!chosen.isAvailable()) {
            throw RefusedStart.environment(
                    "this machine lets nobody have an io_uring: choose another by --set gateway.write=auto.");
        }
        return chosen;
    }

    private static Effective effective(Switches switches, String name) {
        return switches.text(name).equals("strong") ? Effective.ONCE_DELIVERED : Effective.ONCE_DURABLE;
    }

    private static Optional<String> redis(Switches switches) {
        var where = switches.one("gateway.redis");
        String address = switches.text("gateway.redis");
        if (!REDIS.matcher(address).matches()) {
            throw where.refused(address, "give redis://HOST:PORT, such as " + where.standard() + ".");
        }
        boolean needed = switches.text("gateway.state").equals("redis")
                || switches.text("presence.backup").equals("redis");
        return needed ? Optional.of(address) : Optional.empty();
    }

    private static Optional<PassiveTerms> passive(Switches switches) {
        var terms = new PassiveTerms(
                PassiveTerms.Update.valueOf(switches.text("passive.update").toUpperCase(Locale.ROOT)),
                switches.duration("passive.interval"));
        if (switches.text("sessions.passive").equals("off")) {
            return Optional.empty();
        }
        if (switches.text("gateway.state").equals("redis")) {
            throw RefusedStart.input("sessions.passive=on does not go together with gateway.state=redis, which does not"
                    + " know who has a guild open: set one of sessions.passive=off and gateway.state=memory.");
        }
        return Optional.of(terms);
    }

    private static PresenceSettings presence(Switches switches) {
        var settings = new PresenceSettings(
                switches.text("presence.subscriptions").equals("on"),
                switches.text("presence.lazy").equals("on"),
                switches.durationOrOff("presence.debounce"),
                switches.durationOrOff("presence.batch"),
                switches.durationOrOff("presence.ttl"),
                switches.count("presence.visible"),
                switches.duration("presence.idle-after"),
                switches.count("presence.servers"));
        var silence = GatewaySettings.silenceMax(switches.duration("gateway.heartbeat-interval"));
        if (settings.hasTtl() && settings.ttl().compareTo(silence) <= 0) {
            throw RefusedStart.input("presence.ttl cannot be \"" + switches.text("presence.ttl")
                    + "\": a client that lives may be silent for " + silence.toMillis()
                    + " ms, 1.5 times gateway.heartbeat-interval. Give more, or set that to less.");
        }
        if (!settings.hasTtl() && switches.text("presence.backup").equals("redis")) {
            throw RefusedStart.input(
                    "presence.backup=redis does not go together with presence.ttl=off: nothing would end"
                            + " a status whose session did not come back. Set one of presence.backup=none and presence.ttl=90s.");
        }
        return settings;
    }

    private static GatewaySettings gateway(Switches switches) {
        var standard = GatewaySettings.defaults();
        var settings = new GatewaySettings(
                        switches.duration("gateway.heartbeat-interval"),
                        switches.duration("gateway.resume-window"),
                        standard.sendQueueBytes(),
                        standard.backlogBytes(),
                        standard.sendQueueAge(),
                        standard.commandsPerMinute(),
                        writes(switches.text("gateway.write")),
                        switches.duration("gateway.flush-window"),
                        switches.text("gateway.compress").equals("shared") ? Streams.SHARED : Streams.OWN)
                .withPassive(passive(switches));
        if (switches.text("admission").equals("none")) {
            settings = settings.withSignInsMax(Integer.MAX_VALUE);
        }
        return switches.text("gateway.slow-consumers").equals("keep") ? settings.keepingSlowConsumers() : settings;
    }
}

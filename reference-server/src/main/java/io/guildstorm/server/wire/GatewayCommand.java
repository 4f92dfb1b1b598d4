package io.guildstorm.server.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.Presence.Claim;
import io.guildstorm.server.wire.Presence.Platform;
import io.guildstorm.server.wire.Presence.Status;
import io.guildstorm.server.wire.SessionStart.Shard;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A payload that a client sends over its WebSocket: `{"op":…,"d":…}`. Unknown fields are ignored.
public sealed interface GatewayCommand {
    /// Op 1.
    /// @param seen the last `s` that the client has; 0: none yet
    record Heartbeat(int seen) implements GatewayCommand {}

    /// Op 2.
    /// @param token bare or behind `Bot `
    /// @param intents bits, known or not: [Intent#KNOWN]
    /// @param largeThreshold guilds with more members are large, 50 to 250
    /// @param compress each payload may come as a zlib document
    /// @param client how it takes presences, and what it says of its user from the start
    record Identify(String token, long intents, int largeThreshold, Shard shard, boolean compress, Client client)
            implements GatewayCommand {}

    /// What IDENTIFY says of presences.
    /// @param batchAware it reads PRESENCE_UPDATES: [PresenceEvents]
    record Client(Claim claim, Platform platform, boolean batchAware) {
        /// One that says nothing of it.
        public static final Client SILENT = new Client(Claim.ONLINE, Platform.WEB, false);
    }

    /// Op 3.
    record UpdatePresence(Claim claim) implements GatewayCommand {}

    /// Op 6.
    /// @param seen the last `s` that the client has
    record Resume(String token, String sessionId, int seen) implements GatewayCommand {}

    /// Op 8: members of a guild, by ids, by the beginning of their names, or all of them.
    /// @param users at most [#USERS_MAX]; empty: by name
    /// @param query the beginning of a name; "" with `limit` 0: all members
    /// @param limit 0 to [#USERS_MAX]
    /// @param nonce comes back with the answer; null: none, or one over 32 bytes
    record RequestMembers(
            GuildId guild,
            List<UserId> users,
            String query,
            int limit,
            boolean presences,
            @Nullable String nonce) implements GatewayCommand {
        /// Most members that are answered to ids or to a name.
        public static final int USERS_MAX = 100;

        public RequestMembers {
            users = List.copyOf(users);
        }

        public boolean all() {
            return users.isEmpty() && query.isEmpty() && limit == 0;
        }
    }

    /// Op 14: a client shows a guild, or does so no more.
    /// @param attention what becomes of it
    /// @param viewport the rows of its members that are shown from now on; null: those that were shown before
    /// @param shown members that are shown from now on beside those before; empty: none any more; null: as before
    record Subscribe(
            GuildId guild,
            Attention attention,
            @Nullable Viewport viewport,
            @Nullable List<UserId> shown) implements GatewayCommand {}

    /// What a client says of a guild by op 14.
    enum Attention {
        /// It has it open: `"typing":true`, or `channels` that are shown.
        OPEN,
        /// It has it open no more: `"typing":false`, and no channels.
        CLOSED,
        /// It asks for something else.
        UNCHANGED
    }

    /// An op that this server accepts and has no use for: 4 (voice state).
    record Accepted(int op) implements GatewayCommand {}

    /// Not to be obeyed.
    record Wrong(Problem problem) implements GatewayCommand {}

    /// What is wrong with a payload.
    enum Problem {
        NOT_JSON,
        UNKNOWN_OP,
        BAD_DATA,
        BAD_SHARD
    }

    /// Pure; never throws.
    static GatewayCommand read(String payload) {
        JsonNode node;
        try {
            node = JsonReader.read(payload);
        } catch (JsonProcessingException e) {
            return new Wrong(Problem.NOT_JSON);
        }
        if (!node.isObject() || !node.path("op").isInt()) {
            return new Wrong(node.isObject() ? Problem.UNKNOWN_OP : Problem.NOT_JSON);
        }
        var data = node.path("d");
        int op = node.path("op").intValue();
        return switch (op) {
            case 1 -> Json.heartbeat(data);
            case 2 -> Json.identify(data);
            case 6 -> Json.resume(data);
            case 8 -> Json.members(data);
            case 3 -> Json.presence(data);
            case 14 -> Json.subscribe(data);
            case 4 -> data.isObject() ? new Accepted(op) : new Wrong(Problem.BAD_DATA);
            default -> new Wrong(Problem.UNKNOWN_OP);
        };
    }

    /// How each `d` is read.
    final class Json {
        private static final int NONCE_MAX = 32;
        /// More than a payload of 4,096 bytes holds.
        private static final int PAYLOAD_IDS_MAX = 4_096;
        private static final int LARGE_DEFAULT = 50;
        private static final int LARGE_MAX = 250;

        private Json() {}

        private static GatewayCommand heartbeat(JsonNode data) {
            if (isAbsent(data)) {
                return new Heartbeat(0);
            }
            return isSequence(data) ? new Heartbeat(data.intValue()) : new Wrong(Problem.BAD_DATA);
        }

        private static GatewayCommand identify(JsonNode data) {
            var token = data.path("token");
            var intents = data.path("intents");
            var large = data.path("large_threshold");
            var compress = data.path("compress");
            if (!token.isTextual()
                    || !intents.isIntegralNumber()
                    || !intents.canConvertToLong()
                    || !(isAbsent(large) || large.isInt())
                    || !(isAbsent(compress) || compress.isBoolean())) {
                return new Wrong(Problem.BAD_DATA);
            }
            var shard = shard(data.path("shard"));
            if (shard == null) {
                return new Wrong(Problem.BAD_SHARD);
            }
            var presence = data.path("presence");
            var claim = isAbsent(presence) ? Claim.ONLINE : claim(presence);
            if (claim == null) {
                return new Wrong(Problem.BAD_DATA);
            }
            var platform = Platform.of(data.path("properties").path("browser").asText());
            var client = new Client(
                    claim, platform, data.path("batch_presence_aware").asBoolean(false));
            int threshold = Math.clamp(large.asInt(LARGE_DEFAULT), LARGE_DEFAULT, LARGE_MAX);
            return new Identify(
                    token.textValue(), intents.longValue(), threshold, shard, compress.booleanValue(), client);
        }

        private static GatewayCommand presence(JsonNode data) {
            var claim = claim(data);
            return claim == null ? new Wrong(Problem.BAD_DATA) : new UpdatePresence(claim);
        }

        /// Null: it is no presence.
        private static @Nullable Claim claim(JsonNode presence) {
            var status = presence.path("status");
            var since = presence.path("since");
            var activities = presence.path("activities");
            var afk = presence.path("afk");
            boolean wellFormed = status.isTextual()
                    && (isAbsent(since) || (since.isIntegralNumber() && since.canConvertToLong()))
                    && (isAbsent(afk) || afk.isBoolean())
                    && (isAbsent(activities) || activities.isArray());
            if (!wellFormed) {
                return null;
            }
            for (JsonNode activity : activities) {
                if (!activity.path("name").isTextual() || !activity.path("type").isInt()) {
                    return null;
                }
            }
            var known = Status.of(status.textValue());
            return known == null ? null : new Claim(known, afk.asBoolean(false), Math.max(0, since.asLong(0)));
        }

        private static boolean isAbsent(JsonNode field) {
            return field.isMissingNode() || field.isNull();
        }

        private static @Nullable Shard shard(JsonNode pair) {
            if (isAbsent(pair)) {
                return Shard.ONLY;
            }
            int index = pair.path(0).asInt(-1);
            int count = pair.path(1).asInt(-1);
            return pair.size() == 2 && index >= 0 && index < count ? new Shard(index, count) : null;
        }

        private static GatewayCommand resume(JsonNode data) {
            var token = data.path("token");
            var session = data.path("session_id");
            var seen = data.path("seq");
            return token.isTextual() && session.isTextual() && isSequence(seen)
                    ? new Resume(token.textValue(), session.textValue(), seen.intValue())
                    : new Wrong(Problem.BAD_DATA);
        }

        private static GatewayCommand members(JsonNode data) {
            long guild = id(data.path("guild_id"));
            var ids = data.path("user_ids");
            var query = data.path("query");
            var limit = data.path("limit");
            boolean byIds = !isAbsent(ids);
            boolean byName = query.isTextual() && limit.isInt() && limit.intValue() >= 0;
            var users = byIds ? users(ids, RequestMembers.USERS_MAX) : List.<UserId>of();
            if (guild == 0 || users == null || (byIds ? users.isEmpty() : !byName)) {
                return new Wrong(Problem.BAD_DATA);
            }
            var nonce = data.path("nonce");
            boolean fits = nonce.isTextual() && nonce.textValue().getBytes(StandardCharsets.UTF_8).length <= NONCE_MAX;
            return new RequestMembers(
                    new GuildId(guild),
                    users,
                    byIds ? "" : query.textValue(),
                    byIds ? users.size() : Math.min(limit.intValue(), RequestMembers.USERS_MAX),
                    data.path("presences").asBoolean(false),
                    fits ? nonce.textValue() : null);
        }

        private static GatewayCommand subscribe(JsonNode data) {
            long guild = id(data.path("guild_id"));
            var typing = data.path("typing");
            var channels = data.path("channels");
            if (guild == 0
                    || !(isAbsent(typing) || typing.isBoolean())
                    || !(isAbsent(channels) || channels.isObject())) {
                return new Wrong(Problem.BAD_DATA);
            }
            var viewport = viewport(channels);
            var members = data.path("members");
            var shown = isAbsent(members) ? null : users(members, PAYLOAD_IDS_MAX);
            if (viewport == null || (shown == null && !isAbsent(members))) {
                return new Wrong(Problem.BAD_DATA);
            }
            var attention = Attention.UNCHANGED;
            if (typing.asBoolean(false) || !channels.isEmpty()) {
                attention = Attention.OPEN;
            } else if (typing.isBoolean()) {
                attention = Attention.CLOSED;
            }
            boolean says = channels.isObject() || attention == Attention.CLOSED;
            return new Subscribe(new GuildId(guild), attention, says ? viewport : null, shown);
        }

        /// Null: too many channels, or a key that is no id, or ranges that are none.
        private static @Nullable Viewport viewport(JsonNode channels) {
            var blocks = new HashMap<ChannelId, List<Integer>>();
            for (var channel : channels.properties()) {
                long id = id(channel.getKey());
                var numbers = blocks(channel.getValue());
                if (id == 0 || numbers == null || blocks.size() == Viewport.CHANNELS_MAX) {
                    return null;
                }
                blocks.put(new ChannelId(id), numbers);
            }
            return new Viewport(blocks);
        }

        /// Null: not a list of ranges, too many of them, or one that is not within one block from its first row on.
        private static @Nullable List<Integer> blocks(JsonNode ranges) {
            if (!ranges.isArray() || ranges.size() > Viewport.BLOCKS_MAX) {
                return null;
            }
            var numbers = new ArrayList<Integer>();
            for (JsonNode range : ranges) {
                int first = range.path(0).asInt(-1);
                long rows = range.path(1).asLong(-1) - first + 1;
                boolean isOne = range.isArray()
                        && range.size() == 2
                        && range.path(0).isInt()
                        && range.path(1).isInt()
                        && first >= 0
                        && first % Viewport.ROWS == 0
                        && rows >= 1
                        && rows <= Viewport.ROWS;
                if (!isOne) {
                    return null;
                }
                numbers.add(first / Viewport.ROWS);
            }
            return numbers;
        }

        /// Null: not one id, nor a list of ids that is short enough.
        private static @Nullable List<UserId> users(JsonNode ids, int most) {
            var users = new ArrayList<UserId>();
            for (JsonNode each : ids.isArray() ? ids : List.of(ids)) {
                long id = id(each);
                if (id == 0 || users.size() == most) {
                    return null;
                }
                users.add(new UserId(id));
            }
            return users;
        }

        /// As a string of digits, or as a number: JDA sends one. 0: neither.
        private static long id(JsonNode node) {
            if (node.isIntegralNumber() && node.canConvertToLong()) {
                return Math.max(0, node.longValue());
            }
            return node.isTextual() ? id(node.textValue()) : 0;
        }

        private static long id(String digits) {
            try {
                return Long.parseUnsignedLong(digits) & Long.MAX_VALUE;
            } catch (NumberFormatException _) {
                return 0; // refused by the caller
            }
        }

        private static boolean isSequence(JsonNode number) {
            return number.isInt() && number.intValue() >= 0;
        }
    }
}

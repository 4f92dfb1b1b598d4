package io.guildstorm.scenarios.client;

import io.guildstorm.scenarios.check.MarkedText;
import io.guildstorm.scenarios.check.Sighting;
import io.guildstorm.scenarios.check.Sighting.Seen;
import io.guildstorm.scenarios.client.Event.Content;
import io.guildstorm.scenarios.client.Event.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a dispatch means to a reader of one channel. Stateless but for the ids that it looks out for.
final class ContentReader {
    private static final Pattern FIRST_ID = Pattern.compile("\"id\":\"(\\d{17,19})\"");

    private final long guild;
    private final long channel;

    ContentReader(long guild, long channel) {
        this.guild = guild;
        this.channel = channel;
    }

    Content read(Payload payload) {
        var data = payload.data();
        String type = payload.type() == null ? "" : payload.type();
        return switch (type) {
            case "READY" -> plain(Kind.READY, data);
            case "RESUMED" -> plain(Kind.RESUMED, data);
            case "GUILD_CREATE" ->
                data.unavailable() ? plain(Kind.OTHER, data) : new Content(Kind.GUILD_CREATE, null, data.id(), 0);
            case "MESSAGE_CREATE" -> message(Sighting.Kind.CREATE, data);
            case "MESSAGE_UPDATE" -> message(Sighting.Kind.UPDATE, data);
            case "MESSAGE_DELETE" ->
                data.channelId() == channel ? Event.message(Seen.delete(data.id())) : plain(Kind.OTHER, data);
            case "GUILD_DELETE" -> plain(data.id() == guild && !data.unavailable() ? Kind.REVOKED : Kind.OTHER, data);
            case "CHANNEL_DELETE" -> plain(data.id() == channel ? Kind.REVOKED : Kind.OTHER, data);
            case "CHANNEL_CREATE" -> plain(data.id() == channel ? Kind.GRANTED : Kind.OTHER, data);
            case "TYPING_START" -> plain(data.channelId() == channel ? Kind.TYPING : Kind.OTHER, data);
            case "PASSIVE_UPDATE_V1", "PASSIVE_UPDATE_V2" -> plain(Kind.PASSIVE_UPDATE, data);
            case "" -> plain(Kind.GARBLED, data);
            default -> plain(Kind.OTHER, data);
        };
    }

    /// A payload that is no JSON is taken for the message whose id is the first in it.
    Content garbled(byte[] payload) {
        String text = new String(payload, StandardCharsets.ISO_8859_1);
        Matcher id = FIRST_ID.matcher(text);
        if (!text.contains("MESSAGE_") || !id.find()) return new Content(Kind.GARBLED, null, 0, 0);
        var kind = text.contains("MESSAGE_UPDATE") ? Sighting.Kind.UPDATE : Sighting.Kind.CREATE;
        return Event.message(Seen.unsound(kind, Long.parseLong(id.group(1)), 0));
    }

    private Content message(Sighting.Kind kind, Payload.Data data) {
        MarkedText.Mark mark = data.content() == null ? null : markOf(data.content());
        if (data.channelId() != channel) {
            return mark == null
                    ? plain(Kind.OTHER, data)
                    : Event.message(Seen.unsound(kind, data.id(), data.authorId()));
        }
        return switch (mark) {
            case MarkedText.Created(int number, long intendedNanos)
            when kind == Sighting.Kind.CREATE ->
                Event.message(Seen.create(number, data.id(), data.authorId(), intendedNanos));
            case MarkedText.Edited(int number, int edit)
            when kind == Sighting.Kind.UPDATE -> Event.message(Seen.update(number, edit, data.id(), data.authorId()));
            // an update that leaves a measured text as it was: a flag, a thread
            case MarkedText.Created _ -> plain(Kind.TRANSIENT, data);
            case null, default -> Event.message(Seen.unsound(kind, data.id(), data.authorId()));
        };
    }

    private static MarkedText.@Nullable Mark markOf(String content) {
        return MarkedText.verify(content.getBytes(StandardCharsets.UTF_8));
    }

    private static Content plain(Kind kind, Payload.Data data) {
        return new Content(kind, null, data.guildId(), data.userId());
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "reader of channel %d in guild %d", channel, guild);
    }
}

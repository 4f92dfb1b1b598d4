package io.guildstorm.server.wire;

import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.Members;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.Permission;
import io.guildstorm.server.model.Role;
import io.guildstorm.server.model.RoleId;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A guild with one member and one channel, in which benchmarks have things said.
public final class SampleMessages {
    public static final GuildId GUILD = new GuildId(1_000_000_000_000_000_001L);
    public static final ChannelId CHANNEL = new ChannelId(1_000_000_000_000_000_002L);
    public static final User ANN = new User(new UserId(1_000_000_000_000_000_003L), "ann", false);

    private static final long FIRST = 1_000_000_000_000_000_004L;

    private SampleMessages() {}

    public static GuildView view() {
        return view(Members.of(Member.of(ANN, Instant.EPOCH)));
    }

    /// The same with other members.
    public static GuildView view(Members members) {
        var channels = List.of(Channel.text(CHANNEL, GUILD, "square", 0));
        var everyone = new Role(new RoleId(GUILD.value()), "@everyone", Permission.EVERYONE, 0);
        return new GuildView(GUILD, "town", ANN.id(), channels, Map.of(everyone.id(), everyone), members, 0);
    }

    /// @param number of the message, from 0
    public static Message message(int number, String text) {
        return new Message(new MessageId(FIRST + number), CHANNEL, GUILD, ANN, text, null, null, null);
    }

    public static GuildEvent said(int number, String text) {
        return new GuildEvent.MessageCreated(message(number, text));
    }
}

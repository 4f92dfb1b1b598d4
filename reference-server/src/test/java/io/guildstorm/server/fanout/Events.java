package io.guildstorm.server.fanout;

import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.Members;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.EventBody;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Events of one small guild, encoded as the guild would.
final class Events {
    static final GuildId GUILD = new GuildId(1_000_000_000_000_000_001L);
    static final ChannelId CHANNEL = new ChannelId(1_000_000_000_000_000_002L);
    private static final User ANN = new User(new UserId(1_000_000_000_000_000_003L), "ann", false);
    private static final Member MEMBER = Member.of(ANN, Instant.EPOCH);
    static final GuildView VIEW = new GuildView(
            GUILD,
            "town",
            ANN.id(),
            List.of(Channel.text(CHANNEL, GUILD, "square", 0)),
            Map.of(),
            Members.of(MEMBER),
            0);

    private Events() {}

    static EncodedEvent at(long position) {
        return encoded(position, new GuildEvent.MessageDeleted(CHANNEL, new MessageId(position)));
    }

    /// One that reaches the passive too.
    static EncodedEvent joiningAt(long position) {
        return encoded(position, new GuildEvent.MemberJoined(MEMBER));
    }

    static EncodedEvent typingAt(long position) {
        return encoded(position, new GuildEvent.TypingStarted(CHANNEL, MEMBER, Instant.EPOCH));
    }

    static EncodedEvent encoded(long position, GuildEvent event) {
        return new EncodedEvent(position, GUILD, event, EventBody.of(event, VIEW), VIEW);
    }
}

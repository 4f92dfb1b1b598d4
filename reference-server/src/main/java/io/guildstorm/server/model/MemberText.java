package io.guildstorm.server.model;

import io.guildstorm.server.model.members.Facts;
import io.guildstorm.server.model.members.MemberPage;
import io.guildstorm.server.model.members.NameSignature;
import io.guildstorm.server.model.members.SyntheticMember;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What of a member does not follow from its id and its facts, as bytes: a first byte that says what there is, then
/// nick, name, end of its time-out, roles, when it joined. Pure.
final class MemberText {
    private static final int BOT = 1;
    private static final int NAME = 2;
    private static final int NICK = MemberPage.NICK;
    private static final int TIMED_OUT = 8;
    /// Its roles stand in the text and not in its facts.
    static final int ROLES = 16;
    private static final int JOINED = 32;

    private MemberText() {}

    /// @param roles null: they stand in the facts
    /// @return null: nothing
    static byte @Nullable [] of(Member member, @Nullable List<RoleId> roles) {
        var user = member.user();
        boolean named = !hasNameOfItsId(user);
        boolean early = !joinedFits(member);
        int there = (user.bot() ? BOT : 0)
                | (named ? NAME : 0)
                | (member.nick() == null ? 0 : NICK)
                | (member.timedOutUntil() == null ? 0 : TIMED_OUT)
                | (roles == null ? 0 : ROLES)
                | (early ? JOINED : 0);
        if (there == 0) {
            return null;
        }
        byte[] name = named ? bytes(user.name()) : new byte[0];
        byte[] nick = member.nick() == null ? new byte[0] : bytes(member.nick());
        int roleBytes = roles == null ? 0 : Short.BYTES + roles.size() * Long.BYTES;
        var text = ByteBuffer.allocate(1 + 3 * Short.BYTES + name.length + nick.length + 2 * Long.BYTES + roleBytes);
        text.put((byte) there);
        if (member.nick() != null) {
            text.putShort(NameSignature.of(folded(member.nick())));
            text.putShort((short) nick.length).put(nick);
        }
        if (named) {
            text.putShort((short) name.length).put(name);
        }
        if (member.timedOutUntil() != null) {
            text.putLong(member.timedOutUntil().toEpochMilli());
        }
        if (roles != null) {
            text.putShort((short) roles.size());
            roles.forEach(role -> text.putLong(role.value()));
        }
        if (early) {
            text.putLong(member.joined().toEpochMilli());
        }
        var used = new byte[text.position()];
        text.flip().get(used);
        return used;
    }

    static boolean hasRoles(byte[] text) {
        return (text[0] & ROLES) != 0;
    }

    /// @param roles those of the facts
    static Member member(long id, long facts, List<RoleId> roles, byte @Nullable [] bytes) {
        if (bytes == null) {
            var joined = Instant.ofEpochMilli(Snowflake.EPOCH_MS + Facts.joined(facts));
            return new Member(synthetic(id), null, roles, joined, null);
        }
        var text = ByteBuffer.wrap(bytes);
        int there = text.get();
        String nick = (there & NICK) == 0 ? null : nick(text);
        String name = (there & NAME) == 0 ? SyntheticMember.name(id) : string(text);
        var until = (there & TIMED_OUT) == 0 ? null : Instant.ofEpochMilli(text.getLong());
        var itsRoles = (there & ROLES) == 0 ? roles : roles(text);
        long joined = (there & JOINED) == 0 ? Snowflake.EPOCH_MS + Facts.joined(facts) : text.getLong();
        var user = new User(new UserId(id), name, (there & BOT) != 0);
        return new Member(user, nick, itsRoles, Instant.ofEpochMilli(joined), until);
    }

    static User synthetic(long id) {
        return new User(new UserId(id), SyntheticMember.name(id), false);
    }

    static boolean joinedFits(Member member) {
        long joined = member.joined().toEpochMilli() - Snowflake.EPOCH_MS;
        return joined >= 0 && joined <= Facts.JOINED_MAX;
    }

    /// As names are compared.
    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static boolean hasNameOfItsId(User user) {
        long id = user.id().value();
        return SyntheticMember.is(id) && user.name().equals(SyntheticMember.name(id));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String nick(ByteBuffer text) {
        text.getShort(); // its signature
        return string(text);
    }

    private static String string(ByteBuffer text) {
        var bytes = new byte[Short.toUnsignedInt(text.getShort())];
        text.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static List<RoleId> roles(ByteBuffer text) {
        var roles = new ArrayList<RoleId>();
        for (int left = Short.toUnsignedInt(text.getShort()); left > 0; left--) {
            roles.add(new RoleId(text.getLong()));
        }
        return roles;
    }
}

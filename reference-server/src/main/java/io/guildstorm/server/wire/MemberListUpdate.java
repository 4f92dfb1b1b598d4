package io.guildstorm.server.wire;

import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.Member;
import java.util.List;

/// GUILD_MEMBER_LIST_UPDATE: what becomes of the rows of a list of members that a client shows. The three parts are
/// those of [EventBody]. Pure.
public final class MemberListUpdate {
    private static final byte[] PREFIX = EventBody.prefixOf("GUILD_MEMBER_LIST_UPDATE");
    private static final int BYTES_BESIDE_ROWS = 512;
    private static final int BYTES_OF_ROW = 512;

    private MemberListUpdate() {}

    /// What every update says of its list.
    /// @param list its name: who sees the same rows sees the same name
    /// @param members of the guild
    /// @param online of them, those who are in the list
    /// @param groups those that have anybody in them, in the order of the rows
    public record Head(GuildId guild, String list, int members, int online, List<Group> groups) {
        public Head {
            groups = List.copyOf(groups);
        }
    }

    /// @param id of a role that is shown apart, or `online`
    public record Group(String id, int count) {}

    /// A row of the list: what a group begins with, or a member.
    public sealed interface Row {}

    public record GroupRow(Group group) implements Row {}

    public record MemberRow(Member member, Presence presence) implements Row {}

    /// A step from what the client has to what the list is; to be taken one after the other.
    public sealed interface Op {}

    /// All rows of a range, as far as there are any.
    public record Sync(int first, int last, List<Row> rows) implements Op {
        public Sync {
            rows = List.copyOf(rows);
        }
    }

    /// The row comes before the one that was at `index`.
    public record Insert(int index, Row row) implements Op {}

    /// The row at `index` is another, of the same member.
    public record Update(int index, Row row) implements Op {}

    public record Delete(int index) implements Op {}

    /// What the client knows of the range is true no more; more will be told if it still looks there.
    public record Invalidate(int first, int last) implements Op {}

    public static EventBody of(Head head, List<Op> ops) {
        int rows = ops.stream()
                .mapToInt(op -> op instanceof Sync sync ? sync.rows().size() : 1)
                .sum();
        var out = new JsonWriter(BYTES_BESIDE_ROWS + BYTES_OF_ROW * rows).raw(EventBody.DATA);
        out.name("guild_id").id(head.guild().value()).name("id").value(head.list());
        out.name("member_count").value(head.members()).name("online_count").value(head.online());
        out.name("groups").beginArray();
        head.groups().forEach(group -> write(out, group));
        out.endArray().name("ops").beginArray();
        ops.forEach(op -> write(out, op, head.guild()));
        return new EventBody(PREFIX, out.endArray().raw(EventBody.END).toBytes(), null, 0);
    }

    private static void write(JsonWriter out, Group group) {
        out.beginObject().name("id").value(group.id());
        out.name("count").value(group.count()).endObject();
    }

    private static void write(JsonWriter out, Op op, GuildId guild) {
        out.beginObject().name("op");
        switch (op) {
            case Sync(int first, int last, var rows) -> {
                range(out.value("SYNC"), first, last).name("items").beginArray();
                rows.forEach(row -> write(out, row, guild));
                out.endArray();
            }
            case Insert(int index, var row) -> {
                out.value("INSERT").name("index").value(index).name("item");
                write(out, row, guild);
            }
            case Update(int index, var row) -> {
                out.value("UPDATE").name("index").value(index).name("item");
                write(out, row, guild);
            }
            case Delete(int index) -> out.value("DELETE").name("index").value(index);
            case Invalidate(int first, int last) -> range(out.value("INVALIDATE"), first, last);
        }
        out.endObject();
    }

    private static JsonWriter range(JsonWriter out, int first, int last) {
        return out.name("range").beginArray().value(first).value(last).endArray();
    }

    private static void write(JsonWriter out, Row row, GuildId guild) {
        out.beginObject();
        switch (row) {
            case GroupRow(var group) -> write(out.name("group"), group);
            case MemberRow(var member, var presence) -> {
                out.name("member").beginObject().name("user");
                DiscordObjects.user(out, member.user());
                DiscordObjects.memberFields(out, member);
                presence.write(out.name("presence"), guild);
                out.endObject();
            }
        }
        out.endObject();
    }
}

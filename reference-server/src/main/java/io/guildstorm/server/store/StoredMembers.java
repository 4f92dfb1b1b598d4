package io.guildstorm.server.store;

import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.Members;
import io.guildstorm.server.model.MembersReading;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.model.members.SyntheticMember;
import io.guildstorm.server.store.SortedRows.Direction;
import io.guildstorm.server.store.SortedRows.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/// The members of a guild as they lie in its tables: synthetic ones in pages and, if they have changed since, in rows
/// that count more; all others in rows. Read once.
final class StoredMembers {
    /// Pages are folded when the rows of one member in so many have changed: all are written anew, and what rows there
    /// are costs a load little until then.
    private static final int ONE_IN = 16;

    private final GuildId guild;
    private final Members paged;
    private final Members folded;
    private final List<Member> changed;
    private final List<UserId> gone;
    private final List<Member> others;

    /// @param view without members
    static StoredMembers read(SortedRows rows, GuildView view) throws IOException {
        var roles = view.roles().keySet();
        byte[] least = StoredRows.key(view.id().value(), 0);
        byte[] greatest = StoredRows.key(view.id().value(), -1);
        var pages = new MembersReading();
        rows.scan(Table.MEMBER_PAGES, least, greatest, Direction.RISING, (_, value) -> {
            StoredPages.read(value, roles, pages);
            return true;
        });
        var changed = new ArrayList<Member>();
        var gone = new ArrayList<UserId>();
        var others = new ArrayList<Member>();
        rows.scan(Table.MEMBERS, least, greatest, Direction.RISING, (key, value) -> {
            long user = StoredRows.secondId(key);
            if (value.length == 0) {
                gone.add(new UserId(user));
            } else {
                var member = StoredRows.member(value);
                (SyntheticMember.is(user) ? changed : others)
                        .add(member.withRoles(
                                member.roles().stream().filter(roles::contains).toList()));
            }
            return true;
        });
        return new StoredMembers(view.id(), pages.members(), changed, gone, others);
    }

    private StoredMembers(GuildId guild, Members paged, List<Member> changed, List<UserId> gone, List<Member> others) {
        this.guild = guild;
        this.paged = paged;
        this.changed = changed;
        this.gone = gone;
        this.others = others;
        folded = paged.withAll(changed).withoutAll(gone);
    }

    GuildId guild() {
        return guild;
    }

    Members now() {
        return folded.withAll(others);
    }

    /// Those in pages, as they were stored.
    Members paged() {
        return paged;
    }

    /// The same, with what their rows say of them. No page of it has members of two of [#paged].
    Members folded() {
        return folded;
    }

    /// Whose rows are in [#folded], by id.
    NavigableSet<Long> rows() {
        var users = new TreeSet<Long>();
        changed.forEach(member -> users.add(member.user().id().value()));
        gone.forEach(user -> users.add(user.value()));
        return users;
    }

    boolean isWorthFolding() {
        return !paged.isEmpty() && changed.size() + gone.size() >= paged.size() / ONE_IN;
    }
}

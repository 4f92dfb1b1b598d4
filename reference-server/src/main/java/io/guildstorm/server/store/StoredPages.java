package io.guildstorm.server.store;

import io.guildstorm.server.model.Members;
import io.guildstorm.server.model.MembersReading;
import io.guildstorm.server.model.RoleId;
import io.guildstorm.server.model.members.MemberPage;
import io.guildstorm.server.model.members.PageBytes;
import java.util.ArrayList;
import java.util.Set;

/// Members that a guild was founded with, as they lie in the rows of [SortedRows.Table#MEMBER_PAGES]: the sets of roles
/// that a page speaks of, and the page. Pure functions.
final class StoredPages {
    private StoredPages() {}

    static byte[] page(Members members, MemberPage page) {
        var used = PageBytes.roleSets(page);
        var row = new RowWriter(StoredRows.VERSION).putInt(used.length());
        for (int number = 0; number < used.length(); number++) {
            var roles = members.roleSet(number);
            row.putInt(used.get(number) ? roles.size() : 0);
            if (used.get(number)) {
                roles.forEach(role -> row.putLong(role.value()));
            }
        }
        return row.putBytes(PageBytes.of(page)).toBytes();
    }

    /// @param roles those that the guild still has
    static void read(byte[] value, Set<RoleId> roles, MembersReading members) {
        var row = new RowReader(value, StoredRows.VERSION);
        var numbers = new int[row.readCount(Integer.BYTES)];
        for (int number = 0; number < numbers.length; number++) {
            var set = new ArrayList<RoleId>();
            for (int left = row.readCount(Long.BYTES); left > 0; left--) {
                var role = new RoleId(row.readLong());
                if (roles.contains(role)) {
                    set.add(role);
                }
            }
            numbers[number] = members.roleSet(set);
        }
        members.add(PageBytes.page(row.rest(), numbers));
    }
}

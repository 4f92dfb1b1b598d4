package io.guildstorm.server.model;

import io.guildstorm.server.model.members.MemberPage;
import java.util.ArrayList;
import java.util.List;

/// Members as they come out of a store, page by page. One thread, one use.
public final class MembersReading {
    private final List<MemberPage> pages = new ArrayList<>();
    private RoleSets roleSets = RoleSets.NONE;

    /// The number of this set of roles, in the pages that are added.
    public int roleSet(List<RoleId> roles) {
        Integer known = roleSets.number(roles);
        if (known != null) {
            return known;
        }
        int number = roleSets.size();
        roleSets = roleSets.with(roles);
        return number;
    }

    /// @param page behind all others so far
    public void add(MemberPage page) {
        pages.add(page);
    }

    public Members members() {
        return new Members(pages, roleSets);
    }
}

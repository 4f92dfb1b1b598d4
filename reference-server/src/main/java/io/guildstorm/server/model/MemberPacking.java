package io.guildstorm.server.model;

import io.guildstorm.server.model.members.Facts;
import io.guildstorm.server.model.members.MemberPage;
import io.guildstorm.server.model.members.NameSignature;
import io.guildstorm.server.model.members.PageBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts members into pages; new sets of roles get their numbers on the way. One thread, one use.
final class MemberPacking {
    private RoleSets roleSets;

    MemberPacking(RoleSets roleSets) {
        this.roleSets = roleSets;
    }

    RoleSets roleSets() {
        return roleSets;
    }

    /// @param page null: there is none yet
    /// @param changes of this page, by rising id; null: that member goes
    List<MemberPage> merge(@Nullable MemberPage page, Map<Long, @Nullable Member> changes) {
        int before = page == null ? 0 : page.size();
        var builder = new PageBuilder(before + changes.size());
        int copied = 0;
        for (var change : changes.entrySet()) {
            if (page != null) {
                int found = page.find(change.getKey());
                int place = found < 0 ? -found - 1 : found;
                builder.add(page, copied, place);
                copied = found < 0 ? place : place + 1;
            }
            var member = change.getValue();
            if (member != null) {
                add(builder, member);
            }
        }
        if (page != null) {
            builder.add(page, copied, before);
        }
        return builder.pages();
    }

    void add(PageBuilder builder, Member member) {
        Integer set = number(member.roles());
        long joined = MemberText.joinedFits(member) ? member.joined().toEpochMilli() - Snowflake.EPOCH_MS : 0;
        builder.add(
                member.user().id().value(),
                Facts.of(joined, set == null ? 0 : set),
                NameSignature.of(MemberText.folded(member.user().name())),
                MemberText.of(member, set == null ? member.roles() : null));
    }

    private @Nullable Integer number(List<RoleId> roles) {
        Integer number = roleSets.number(roles);
        if (number == null && !roleSets.isFull()) {
            number = roleSets.size();
            roleSets = roleSets.with(roles);
        }
        return number;
    }
}

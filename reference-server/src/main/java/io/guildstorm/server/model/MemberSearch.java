package io.guildstorm.server.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Looks for members by the beginning of their name or nick, page by page, so that who runs it can do other work
/// between the slices. One thread at a time.
public final class MemberSearch {
    /// Pages of one slice: about a million members, which takes about a millisecond.
    private static final int SLICE = 256;

    private final Members members;
    private final String beginning;
    private final int limit;
    private final List<Member> found = new ArrayList<>();
    private final BitSet candidates = new BitSet();
    private int page;

    MemberSearch(Members members, String beginning, int limit) {
        this.members = members;
        this.beginning = MemberText.folded(beginning);
        this.limit = limit;
    }

    /// Goes on for a slice.
    /// @return whether it is over
    public boolean advance() {
        for (int left = SLICE; left > 0 && !isOver(); left--, page++) {
            candidates.clear();
            members.page(page).candidates(beginning, candidates);
            for (int place = candidates.nextSetBit(0); place >= 0; place = candidates.nextSetBit(place + 1)) {
                take(members.member(page, place));
            }
        }
        return isOver();
    }

    private boolean isOver() {
        return page >= members.pages() || found.size() >= limit;
    }

    private void take(Member member) {
        boolean begins = MemberText.folded(member.user().name()).startsWith(beginning)
                || (member.nick() != null && MemberText.folded(member.nick()).startsWith(beginning));
        if (begins && found.size() < limit) {
            found.add(member);
        }
    }

    /// By rising id, `limit` at most.
    public List<Member> found() {
        return found;
    }

    /// To its end at once.
    public List<Member> all() {
        while (!advance()) {
            // the next slice
        }
        return found;
    }
}

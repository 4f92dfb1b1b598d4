package io.guildstorm.server.model;

import io.guildstorm.server.model.members.Facts;
import io.guildstorm.server.model.members.MemberPage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The members of a guild by rising id, 18 bytes each and what text they have. Immutable: a change makes another, which
/// shares all pages that the change did not touch, so that holding an old one costs little and a change costs the same
/// in a guild of ten thousand as in one of fifteen million.
///
/// A [Member] is built when it is asked for. Why it lies so: docs/decisions/0080.
public final class Members implements Iterable<Member> {
    public static final Members NONE = new Members(new MemberPage[0], new long[0], 0, RoleSets.NONE);

    private final MemberPage[] pages;
    private final long[] firstIds;
    private final RoleSets roleSets;
    private final int size;

    Members(List<MemberPage> pages, RoleSets roleSets) {
        this.pages = pages.toArray(MemberPage[]::new);
        this.roleSets = roleSets;
        firstIds = new long[this.pages.length];
        int members = 0;
        for (int i = 0; i < firstIds.length; i++) {
            firstIds[i] = this.pages[i].id(0);
            members += this.pages[i].size();
        }
        size = members;
    }

    private Members(MemberPage[] pages, long[] firstIds, int size, RoleSets roleSets) {
        this.pages = pages;
        this.firstIds = firstIds;
        this.size = size;
        this.roleSets = roleSets;
    }

    public static Members of(Collection<Member> members) {
        return NONE.withAll(members);
    }

    public static Members of(Member... members) {
        return of(List.of(members));
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public @Nullable Member get(UserId user) {
        int page = pageOf(user.value());
        int place = page < 0 ? -1 : pages[page].find(user.value());
        return place < 0 ? null : member(pages[page], place);
    }

    /// Its roles without the rest, which is what access is judged by; null: no member.
    public @Nullable List<RoleId> roles(UserId user) {
        int number = pageOf(user.value());
        int place = number < 0 ? -1 : pages[number].find(user.value());
        if (place < 0) {
            return null;
        }
        byte[] text = pages[number].text(place);
        return text == null || !MemberText.hasRoles(text)
                ? roleSets.set(Facts.roleSet(pages[number].facts(place)))
                : member(pages[number], place).roles();
    }

    public boolean contains(UserId user) {
        int page = pageOf(user.value());
        return page >= 0 && pages[page].find(user.value()) >= 0;
    }

    /// The page in which `id` is or would be; -1: before all.
    private int pageOf(long id) {
        int found = Arrays.binarySearch(firstIds, id);
        return found >= 0 ? found : -found - 2;
    }

    private Member member(MemberPage page, int place) {
        long facts = page.facts(place);
        return MemberText.member(page.id(place), facts, roleSets.set(Facts.roleSet(facts)), page.text(place));
    }

    /// By rising id.
    @Override
    public Iterator<Member> iterator() {
        return new Walk(0, 0);
    }

    /// Those with an id above `user`, by rising id.
    /// @param user 0: all
    public Iterator<Member> after(long user) {
        int page = Math.max(0, pageOf(user));
        if (page >= pages.length) {
            return Collections.emptyIterator();
        }
        int found = pages[page].find(user);
        return new Walk(page, found >= 0 ? found + 1 : -found - 1);
    }

    /// The ids of the first `count` members, or of all if they are fewer; rising.
    public long[] firstIds(int count) {
        var ids = new long[Math.min(count, size)];
        int copied = 0;
        for (MemberPage page : pages) {
            int here = Math.min(page.size(), ids.length - copied);
            page.copyIds(here, ids, copied);
            copied += here;
        }
        return ids;
    }

    /// A search for those whose name or nick begins so, whatever the case; it goes on in slices.
    /// @param limit how many are wanted, 1 and above
    public MemberSearch named(String beginning, int limit) {
        return new MemberSearch(this, beginning, limit);
    }

    /// For the store: how many pages they lie in.
    public int pages() {
        return pages.length;
    }

    /// For the store.
    /// @param number 0 to [#pages] - 1
    public MemberPage page(int number) {
        return pages[number];
    }

    /// For the store: what a number of a set of roles means in [Facts].
    public List<RoleId> roleSet(int number) {
        return roleSets.set(number);
    }

    Member member(int page, int place) {
        return member(pages[page], place);
    }

    /// In place of the one that has its id, if there is one.
    public Members with(Member member) {
        return withAll(List.of(member));
    }

    /// Of several with one id the last counts.
    public Members withAll(Collection<Member> members) {
        var changes = new TreeMap<Long, @Nullable Member>();
        members.forEach(member -> changes.put(member.user().id().value(), member));
        return changed(changes);
    }

    public Members without(UserId user) {
        return withoutAll(List.of(user));
    }

    public Members withoutAll(Collection<UserId> users) {
        var changes = new TreeMap<Long, @Nullable Member>();
        users.forEach(user -> changes.put(user.value(), null));
        return changed(changes);
    }

    /// Nobody has it any more. Takes as long as there are different sets of roles, and members who keep theirs apart.
    public Members without(RoleId role) {
        var apart = new ArrayList<Member>();
        var places = new BitSet();
        for (MemberPage page : roleSets.isFull() ? pages : new MemberPage[0]) {
            page.withText(MemberText.ROLES, places);
            for (int place = places.nextSetBit(0); place >= 0; place = places.nextSetBit(place + 1)) {
                var member = member(page, place);
                apart.add(member.withRoles(RoleSets.without(member.roles(), role)));
            }
            places.clear();
        }
        return new Members(pages, firstIds, size, roleSets.without(role)).withAll(apart);
    }

    /// @param changes by id; null: that member goes
    private Members changed(NavigableMap<Long, @Nullable Member> changes) {
        if (changes.isEmpty()) {
            return this;
        }
        var packing = new MemberPacking(roleSets);
        var next = new Merged(pages.length + changes.size());
        int copied = 0;
        while (!changes.isEmpty()) {
            int number = Math.max(0, pageOf(changes.firstKey()));
            var here = number >= pages.length - 1 ? changes : changes.headMap(firstIds[number + 1], false);
            next.copy(copied, Math.min(number, pages.length));
            copied = Math.min(number + 1, pages.length);
            next.replace(number, packing.merge(number < pages.length ? pages[number] : null, here));
            here.clear();
        }
        next.copy(copied, pages.length);
        return next.with(packing.roleSets());
    }

    /// The pages of the next members, those that stay as they are copied without a look into them.
    private final class Merged {
        private final MemberPage[] all;
        private final long[] firsts;
        private int count;
        private int members = size;

        Merged(int atMost) {
            all = new MemberPage[atMost];
            firsts = new long[atMost];
        }

        void copy(int from, int to) {
            System.arraycopy(pages, from, all, count, to - from);
            System.arraycopy(firstIds, from, firsts, count, to - from);
            count += to - from;
        }

        void replace(int number, List<MemberPage> by) {
            members -= number < pages.length ? pages[number].size() : 0;
            for (MemberPage page : by) {
                all[count] = page;
                firsts[count++] = page.id(0);
                members += page.size();
            }
        }

        Members with(RoleSets sets) {
            return new Members(Arrays.copyOf(all, count), Arrays.copyOf(firsts, count), members, sets);
        }
    }

    /// What its columns and texts take, in bytes.
    public long bytes() {
        long bytes = 0;
        for (MemberPage page : pages) {
            bytes += page.bytes();
        }
        return bytes;
    }

    private final class Walk implements Iterator<Member> {
        private int page;
        private int place;

        Walk(int page, int place) {
            this.page = page;
            this.place = place;
            settle();
        }

        private void settle() {
            if (page < pages.length && place >= pages[page].size()) {
                page++;
                place = 0;
            }
        }

        @Override
        public boolean hasNext() {
            return page < pages.length;
        }

        @Override
        public Member next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            var member = member(pages[page], place++);
            settle();
            return member;
        }
    }
}

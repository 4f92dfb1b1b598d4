package io.guildstorm.server.gateway.members;

import io.guildstorm.server.fanout.Lane;
import io.guildstorm.server.gateway.frame.CloseCode;
import io.guildstorm.server.gateway.session.Outlet;
import io.guildstorm.server.gateway.session.Session;
import io.guildstorm.server.guild.Guilds;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.MemberSearch;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.presence.Presences;
import io.guildstorm.server.wire.GatewayCommand.RequestMembers;
import io.guildstorm.server.wire.Intent;
import io.guildstorm.server.wire.MembersChunk;
import io.guildstorm.server.wire.Presence;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// Answers op 8 on one socket. All members of a guild come a chunk at a time, the next when the socket has taken the
/// one before, so that a guild of many members costs a slow reader its answer and not its connection; one such answer
/// is under way at a time.
///
/// **Owner:** the lane of the socket.
public final class MemberRequests {
    /// Beyond, nobody is told all members: a client that needs that many asks for those whom it sees.
    static final int MEMBERS_MAX = 75_000;

    private static final int RETRY_SECONDS = 30;

    private final Guilds guilds;
    private final Presences presences;
    private final Lane lane;
    private boolean busy;

    /// @param lane of the socket
    public MemberRequests(Guilds guilds, Presences presences, Lane lane) {
        this.guilds = guilds;
        this.presences = presences;
        this.lane = lane;
    }

    /// @param session on `outlet`
    public void answer(RequestMembers asked, Session session, Outlet outlet) {
        var view = session.isIn(asked.guild()) ? guilds.view(asked.guild()) : null;
        if (asked.all() && !Intent.GUILD_MEMBERS.in(session.intents())) {
            outlet.close(CloseCode.DISALLOWED_INTENTS, CloseCode.DISALLOWED_INTENTS.reason());
        } else if (view == null) { // as if absent
            session.tell(MembersChunk.of(asked, List.of(), 0, 1, asked.users(), List.of()));
        } else if (!asked.users().isEmpty()) {
            byIds(asked, view, session, outlet);
        } else if (!asked.all()) {
            int limit = asked.limit() == 0 ? RequestMembers.USERS_MAX : asked.limit();
            byName(asked, view.members().named(asked.query(), limit), session, outlet);
        } else if (busy || view.members().size() > MEMBERS_MAX) {
            session.tell(MembersChunk.rateLimited(asked, RETRY_SECONDS));
        } else {
            busy = true;
            new Whole(asked, session, outlet, view).run();
        }
    }

    private void byName(RequestMembers asked, MemberSearch search, Session session, Outlet outlet) {
        if (search.advance()) {
            tell(new Found(asked, search.found(), List.of()), session, outlet);
        } else if (busy) {
            session.tell(MembersChunk.rateLimited(asked, RETRY_SECONDS));
        } else {
            busy = true;
            session.owes(1);
            lane.execute(() -> goOn(asked, search, session, outlet));
        }
    }

    /// A slice, and the next when what waits on the lane has had its turn.
    private void goOn(RequestMembers asked, MemberSearch search, Session session, Outlet outlet) {
        if (!outlet.open()) {
            return; // what is owed now makes a resume start afresh
        }
        if (!search.advance()) {
            lane.execute(() -> goOn(asked, search, session, outlet));
            return;
        }
        busy = false;
        session.owes(-1);
        var view = session.isIn(asked.guild()) ? guilds.view(asked.guild()) : null;
        if (view != null) { // else it left, and was told so
            var still = search.found().stream()
                    .map(member -> view.member(member.user().id()))
                    .filter(Objects::nonNull)
                    .toList();
            tell(new Found(asked, still, List.of()), session, outlet);
        }
    }

    private void byIds(RequestMembers asked, GuildView view, Session session, Outlet outlet) {
        var found = new ArrayList<Member>();
        var notFound = new ArrayList<UserId>();
        for (UserId user : asked.users()) {
            var member = view.member(user);
            if (member == null) {
                notFound.add(user);
            } else {
                found.add(member);
            }
        }
        tell(new Found(asked, found, notFound), session, outlet);
    }

    private record Found(RequestMembers asked, List<Member> members, List<UserId> notFound) {}

    private void tell(Found found, Session session, Outlet outlet) {
        withPresences(
                found.asked,
                found.members,
                session,
                outlet,
                (members, shown) -> session.tell(MembersChunk.of(found.asked, members, 0, 1, found.notFound, shown)));
    }

    /// Told of those who are members still: who left was announced as gone, and must not come back in a chunk.
    private interface Answer {
        void tell(List<Member> members, List<Presence> shown);
    }

    /// Goes on once it is known who of the members is shown as what, at once if nobody asked. Not at all where the
    /// socket has gone by then: what is owed makes a resume start afresh.
    private void withPresences(
            RequestMembers asked, List<Member> members, Session session, Outlet outlet, Answer answer) {
        if (!asked.presences() || !Intent.GUILD_PRESENCES.in(session.intents())) {
            answer.tell(members, List.of());
            return;
        }
        session.owes(1);
        presences
                .query(members.stream().map(member -> member.user().id()).toList())
                .whenComplete((found, failure) -> lane.execute(() -> {
                    if (outlet.open()) {
                        session.owes(-1);
                        var still = stillMembers(asked, members, session);
                        answer.tell(still, withOwn(failure == null ? found : List.of(), still, session));
                    }
                }));
    }

    /// None, if the session has left.
    private List<Member> stillMembers(RequestMembers asked, List<Member> members, Session session) {
        var view = session.isIn(asked.guild()) ? guilds.view(asked.guild()) : null;
        return view == null
                ? List.of()
                : members.stream()
                        .map(member -> view.member(member.user().id()))
                        .filter(Objects::nonNull)
                        .toList();
    }

    /// Who asks is told of itself what it said, not what others are told of it.
    private static List<Presence> withOwn(List<Presence> found, List<Member> members, Session session) {
        var own = session.presence();
        var all = new ArrayList<Presence>();
        var ids = members.stream().map(member -> member.user().id()).collect(Collectors.toSet());
        found.stream()
                .filter(presence ->
                        ids.contains(presence.user()) && !presence.user().equals(own.user()))
                .forEach(all::add);
        if (own.isShown() && ids.contains(own.user())) {
            all.add(own);
        }
        return all;
    }

    /// All who were members when it was asked and still are when their chunk is sent.
    private final class Whole implements Runnable {
        private final RequestMembers asked;
        private final Session session;
        private final Outlet outlet;
        private final Iterator<Member> members;
        private final int count;
        private int next;

        Whole(RequestMembers asked, Session session, Outlet outlet, GuildView view) {
            this.asked = asked;
            this.session = session;
            this.outlet = outlet;
            members = view.members().iterator();
            count = Math.max(1, Math.ceilDiv(view.members().size(), MembersChunk.SIZE));
            session.owes(count);
        }

        /// One chunk, and the others when it has left.
        @Override
        public void run() {
            if (!outlet.open()) {
                return; // what is owed now makes a resume start afresh
            }
            var now = session.isIn(asked.guild()) ? guilds.view(asked.guild()) : null;
            if (now == null) { // it left, and was told so
                session.owes(next - count);
                busy = false;
                return;
            }
            var chunk = new ArrayList<Member>(MembersChunk.SIZE);
            for (int i = 0; i < MembersChunk.SIZE && members.hasNext(); i++) {
                var still = now.member(members.next().user().id());
                if (still != null) { // who has gone was announced as gone, and must not come back in a chunk
                    chunk.add(still);
                }
            }
            withPresences(asked, chunk, session, outlet, this::tell);
        }

        private void tell(List<Member> chunk, List<Presence> shown) {
            session.tell(MembersChunk.of(asked, chunk, next++, count, List.of(), shown));
            session.owes(-1);
            if (next < count) {
                outlet.whenSent(this);
            } else {
                busy = false;
            }
        }
    }
}

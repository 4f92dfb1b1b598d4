package io.guildstorm.server.gateway.session;

import io.guildstorm.server.fanout.EncodedEvent;
import io.guildstorm.server.fanout.EventLog;
import io.guildstorm.server.fanout.Lane;
import io.guildstorm.server.fanout.Recipient;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Permission;
import io.guildstorm.server.model.Permissions;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.Presence;
import org.jspecify.annotations.Nullable;

/// One session in one guild: what the guild's fan-out delivers to. All that a delivery reads of it lies side by side,
/// one cache line; the rest is in the arrays of [Deliveries].
///
/// **Owner:** its lane, but for [#lane], [#passive], [#user], [#status] and [#abandon], which any thread may call.
final class Subscription implements Recipient {
    /// Never told of the guild yet.
    static final long NOT_CREATED = Long.MIN_VALUE;

    private final LaneSessions sessions;
    final Session session;
    final GuildId guild;
    final int slot;
    /// Joined; false for ever once it has left: what still arrives is dropped, the session gets it from the log.
    boolean live = true;
    /// The last event that it was given, passed by the filter or not.
    long position = NOT_CREATED;

    /// It gets what is live: GUILD_CREATE, or all that a resume missed, was given.
    boolean joined;

    /// The guild was asked to let it in and has not answered.
    boolean asking;

    @Nullable
    EventLog log;

    /// Null: sessions are never passive here.
    @Nullable
    Interest interest;

    /// Null: its client shows no list of members of the guild.
    @Nullable
    ShownRows rows;

    private @Nullable GuildView seen;
    private boolean seesChannels;

    Subscription(LaneSessions sessions, Session session, GuildId guild) {
        this.sessions = sessions;
        this.session = session;
        this.guild = guild;
        this.slot = session.slot;
    }

    @Override
    public Lane lane() {
        return sessions.lane();
    }

    @Override
    public boolean passive() {
        var known = interest;
        return known != null && known.isListedPassive();
    }

    @Override
    public UserId user(int number) {
        return session.user.id();
    }

    @Override
    public Presence.Status status() {
        return session.shown();
    }

    @Override
    public void deliver(EncodedEvent event) {
        sessions.deliveries().deliver(this, event);
    }

    @Override
    public void abandon(String reason) {
        sessions.lane().execute(() -> sessions.memberships().abandoned(this, reason));
    }

    /// Whether its user saw those channels right after the event that the guild's roles decide on. Looked up once for
    /// all views that agree on who there is and what roles permit: a message in a thread makes a new view, too.
    @SuppressWarnings("ReferenceEquality") // what is in a view is immutable; the same says the same
    boolean seesChannels(GuildView view) {
        var known = seen;
        if (known == view) {
            return seesChannels;
        }
        seen = view;
        if (known == null
                || known.members() != view.members()
                || known.roles() != view.roles()
                || known.owner() != view.owner()) {
            seesChannels = Permission.VIEW_CHANNEL.in(Permissions.inGuild(view, session.user.id()));
        }
        return seesChannels;
    }
}

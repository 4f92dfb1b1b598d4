package io.guildstorm.server.gateway.session;

import io.guildstorm.server.access.Tokens.Grant;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.EventBody;
import io.guildstorm.server.wire.GatewayCommand.Client;
import io.guildstorm.server.wire.GatewayCommand.Identify;
import io.guildstorm.server.wire.Presence;
import io.guildstorm.server.wire.Presence.Claim;
import io.guildstorm.server.wire.SessionStart.Shard;
import io.guildstorm.server.wire.ShownStatus;
import io.guildstorm.server.wire.Viewport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One signed-in client: what it was sent, what it listens to, and the socket it is on, if any. What a delivery needs
/// of it stands in the arrays of [Deliveries], at `slot`.
///
/// **Owner:** the lane of `home`; a resume elsewhere hands the object over with a task.
public final class Session implements DeadlineWheel.Timed {
    private static final Subscription[] NONE = {};
    /// Longer than anybody is asked to be away.
    private static final long AWAY_MILLIS_MAX = TimeUnit.DAYS.toMillis(1);

    /// Who signed in, and by which token.
    record SignIn(User user, Grant grant) {}

    final SessionId id;
    final User user;
    /// The token that it was begun or resumed by.
    Grant grant;
    final int intents;
    final int largeThreshold;
    final Shard shard;
    final Client client;
    final Journal journal;
    /// What other processes can know of it; null: nothing, ever.
    final @Nullable Kept kept;
    LaneSessions home;
    int slot;
    Subscription[] subscriptions = NONE;

    @Nullable
    Outlet outlet;
    /// Guilds that were asked to let it in and have not answered.
    int joining;
    /// Other lanes know where it went.
    boolean moved;

    /// What others are shown of its user, all devices considered: hidden until its presence server has said. Its guilds
    /// read it too, for their lists of who is online.
    private volatile Presence.Status shown = Presence.Status.INVISIBLE;

    private Claim claim = Claim.ONLINE;
    private long awaySinceNanos;
    private long heardNanos;
    /// Null: it shows nobody's presence.
    private @Nullable SessionPresence presences;
    private boolean watched;
    private int owed;
    private long resumableUntilNanos;
    private long place = DeadlineWheel.NOWHERE;

    Session(SessionId id, SignIn by, Identify asked, LaneSessions home) {
        this(id, by, asked, new Journal(), home);
    }

    /// One that was begun elsewhere.
    Session(SessionId id, SignIn by, Identify asked, Journal journal, LaneSessions home) {
        this.id = id;
        this.journal = journal;
        this.kept = home.keeper() == null ? null : new Kept();
        this.user = by.user();
        this.grant = by.grant();
        this.intents = (int) asked.intents();
        this.largeThreshold = asked.largeThreshold();
        this.shard = asked.shard();
        this.client = asked.client();
        this.home = home;
        says(client.claim());
        heard();
    }

    /// The client beats, and has everything up to `seen`.
    public void heartbeat(int seen) {
        heard();
        home.presence().devices().beat(this);
        home.deliveries().confirm(this, seen);
        changed();
    }

    /// Whether it hears of this guild.
    public boolean isIn(GuildId guild) {
        var subscription = in(guild);
        return subscription != null && subscription.live;
    }

    /// What its client says of its user: what the session itself is told of it.
    public Presence presence() {
        var said = ShownStatus.of(claim.status());
        return new Presence(user.id(), said.isOffline() ? said : said.with(client.platform(), claim.status()));
    }

    /// Its client says something else of its user, by op 3.
    public void presence(Claim now) {
        says(now);
        home.presence().devices().present(this);
    }

    private void says(Claim now) {
        long nanos = home.services().ticker().nanos();
        long away = now.sinceMillis() == 0
                ? 0
                : Math.clamp(home.services().clock().millis() - now.sinceMillis(), 0, AWAY_MILLIS_MAX);
        if (now.afk() && !(claim.afk() && now.sinceMillis() == 0)) { // who is away already stays away since then
            awaySinceNanos = nanos - TimeUnit.MILLISECONDS.toNanos(away);
        }
        claim = now;
    }

    Claim claim() {
        return claim;
    }

    /// When nobody was at it any more; counts only while its client says so.
    long awaySinceNanos() {
        return awaySinceNanos;
    }

    /// When its socket came or its client beat last.
    long heardNanos() {
        return heardNanos;
    }

    void heard() {
        heardNanos = home.services().ticker().nanos();
    }

    /// What others are shown of its user has become this.
    void shownAs(Presence.Status now) {
        if (shown != now) {
            shown = now;
            home.memberships().turned(this);
        }
    }

    Presence.Status shown() {
        return shown;
    }

    /// What it shows of others.
    SessionPresence presences() {
        var known = presences;
        if (known == null) {
            known = new SessionPresence();
            presences = known;
        }
        return known;
    }

    @Nullable
    SessionPresence presencesOrNull() {
        return presences;
    }

    /// Its client shows these members of a guild, beside those shown before; none: nobody there any more.
    public void show(GuildId guild, List<UserId> users) {
        var where = in(guild);
        if (where != null && where.live) {
            home.presence().show(where, users);
            changed();
        }
    }

    /// Its client shows other rows of a guild's lists of members than before.
    public void look(GuildId guild, Viewport viewport) {
        home.memberships().look(this, guild, viewport);
    }

    /// Its client has a guild open, or has it open no more.
    public void attend(GuildId guild, boolean open) {
        home.memberships().attend(this, guild, open);
    }

    public int intents() {
        return intents;
    }

    /// A frame for this session alone, numbered and kept for a resume like all others.
    public void tell(EventBody body) {
        home.deliveries().own(this, body);
    }

    /// It was promised that many more frames that are not numbered yet. Until none is owed, a resume would have a gap
    /// that nobody could fill, and is refused.
    public void owes(int frames) {
        owed += frames;
    }

    boolean isOwed() {
        return owed > 0;
    }

    /// Other processes should know it as it is now, soon.
    void changed() {
        if (kept != null) {
            kept.changed();
        }
    }

    /// Runs `then` once no other process can take the session for what it was before, so that it may be given
    /// frames of which its guilds' logs do not tell. Where that cannot be made sure it starts afresh instead.
    /// Until then it is not resumed.
    public void whenUnknown(Runnable then) {
        var keeper = home.keeper();
        if (keeper == null) {
            then.run();
            return;
        }
        owed++;
        keeper.withdraw(this, unknown -> {
            owed--;
            if (unknown) {
                then.run();
            }
        });
    }

    /// What it is given from here on is told by the logs of its guilds.
    void release() {
        if (kept != null) {
            kept.release();
        }
    }

    long resumableUntilNanos() {
        return resumableUntilNanos;
    }

    /// Something of it was written to its socket's pipeline, not flushed yet.
    public void written() {
        home.deliveries().written(this);
    }

    /// Its socket was closed just now: the number of its descriptor may be another's next.
    public void unplugged() {
        home.deliveries().unplug(this);
    }

    /// Its socket is gone or going; it may be resumed for a while.
    public void detach() {
        home.detach(this);
    }

    /// It is over.
    public void end() {
        home.end(this);
    }

    /// It has no socket since now.
    /// @param untilNanos when nobody can resume it any more
    void detached(long untilNanos) {
        outlet = null;
        watched = false;
        resumableUntilNanos = untilNanos;
    }

    /// Whether someone waits already for what its socket has not taken.
    boolean watched() {
        return watched;
    }

    void watched(boolean now) {
        watched = now;
    }

    @Nullable
    Subscription in(GuildId guild) {
        for (Subscription subscription : subscriptions) {
            if (subscription.guild.equals(guild)) {
                return subscription;
            }
        }
        return null;
    }

    void subscribe(List<Subscription> all) {
        subscriptions = all.toArray(NONE);
    }

    void unsubscribe(Subscription one) {
        var left = new ArrayList<>(List.of(subscriptions));
        left.remove(one);
        subscribe(left);
    }

    @Override
    public long deadlineNanos() {
        return resumableUntilNanos;
    }

    @Override
    public void due() {
        if (outlet == null) {
            home.expire(this);
        }
    }

    @Override
    public long place() {
        return place;
    }

    @Override
    public void place(long newPlace) {
        place = newPlace;
    }
}

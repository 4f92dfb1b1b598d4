package io.guildstorm.server.memberlist;

import io.guildstorm.server.fanout.Recipient;
import io.guildstorm.server.memberlist.OnlineMembers.Loaded;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildEvent.ChannelDeleted;
import io.guildstorm.server.model.GuildEvent.ChannelUpdated;
import io.guildstorm.server.model.GuildEvent.MemberJoined;
import io.guildstorm.server.model.GuildEvent.MemberLeft;
import io.guildstorm.server.model.GuildEvent.MemberUpdated;
import io.guildstorm.server.model.GuildEvent.RoleCreated;
import io.guildstorm.server.model.GuildEvent.RoleDeleted;
import io.guildstorm.server.model.GuildEvent.RoleUpdated;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Permission;
import io.guildstorm.server.model.Role;
import io.guildstorm.server.model.Ticker;
import io.guildstorm.server.wire.Viewport;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The lists of a guild's members that sessions look at, by viewport. There is nothing of them until somebody looks,
/// and nothing any more once nobody does: joins and leaves cost nothing then.
///
/// Changes are gathered and told once in [#TOLD_EVERY_NANOS], and cost what is looked at, not how many members there
/// are. Work that is long goes in slices of [#SLICE] members, between which the guild takes other commands. A change
/// of what roles show, or of which are listed apart, makes all lists anew.
///
/// **Owner:** the guild, but for [#isLookedAt], which any thread may ask.
public final class MemberLists {
    /// Of changes of one list.
    static final long TOLD_EVERY_NANOS = 1_000_000_000L;

    /// Members that are looked at before other commands get their turn: a millisecond or so.
    private static final int SLICE = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(MemberLists.class);
    private static final long ACCESS = Permission.VIEW_CHANNEL.bit() | Permission.ADMINISTRATOR.bit();

    private final Supplier<@Nullable GuildView> guild;
    private final Supplier<Collection<Recipient>> joined;
    private final Ticker ticker;
    private final IdentityHashMap<Recipient, Look> looks = new IdentityHashMap<>();
    private final ArrayDeque<Look> waiting = new ArrayDeque<>();
    private Executor self = Runnable::run;
    private @Nullable OpenLists open;
    /// All lists are to be made anew.
    private boolean isVoid;
    private long toldNanos;
    private volatile boolean lookedAt;

    /// @param guild as it is
    /// @param joined whose sessions are in the guild
    public MemberLists(Supplier<@Nullable GuildView> guild, Supplier<Collection<Recipient>> joined, Ticker ticker) {
        this.guild = guild;
        this.joined = joined;
        this.ticker = ticker;
        toldNanos = ticker.nanos() - TOLD_EVERY_NANOS;
    }

    /// A new owner begins. What the one before was at is done anew.
    /// @param itsSelf runs a task on the guild's thread, after what was given before
    public void attach(Executor itsSelf) {
        self = itsSelf;
    }

    /// The guild may be another than it was, or its owner is.
    public void restart() {
        if (lookedAt) {
            guarded(() -> {
                makeVoid();
                settle();
            });
        }
    }

    /// Whether anybody looks. Whoever changes something first and asks then is either told to say so, or seen with the
    /// change by whoever comes to look.
    public boolean isLookedAt() {
        return lookedAt;
    }

    /// A session looks at other rows than before, by [Viewport#NONE] at none. Blocks that it goes on to look at are not
    /// told again, unless by another viewer.
    /// @param session that has joined
    public void look(Recipient session, Viewport viewport, Viewer viewer) {
        guarded(() -> lookAt(session, viewport, viewer));
    }

    private void lookAt(Recipient session, Viewport viewport, Viewer viewer) {
        var before = looks.get(session);
        var user = session.user(0);
        var view = guild.get();
        boolean shows = user != null && view != null && Look.seesAny(view, user, viewport);
        if (before != null && !(shows && before.viewer.equals(viewer))) {
            leave(before);
        }
        if (user == null || view == null || !shows) {
            closeIfUnseen();
            return;
        }
        var look = looks.computeIfAbsent(session, _ -> new Look(session, user, viewer, viewport));
        look.viewport = viewport;
        look.moves = true;
        lookedAt = true;
        if (open == null && !isVoid) {
            begin(view);
        }
        var at = open;
        if (at == null || !at.online.isSettled() || !at.seat(view, look)) {
            seatSoon(look);
            fillSoon();
        }
    }

    private void leave(Look look) {
        looks.remove(look.session);
        if (open != null) {
            open.unseatAll(look);
        }
    }

    private void closeIfUnseen() {
        if (looks.isEmpty() && lookedAt) {
            lookedAt = false;
            open = null;
            waiting.clear();
            isVoid = false;
        }
    }

    private void begin(GuildView view) {
        var fresh = new OpenLists(new OnlineMembers(view, joined.get()));
        open = fresh;
        isVoid = false;
        goOn(fresh);
    }

    /// A session has joined the guild.
    public void joined(Recipient session) {
        var at = open;
        if (at != null) {
            at.online.came(session);
            guarded(() -> goOn(at));
        }
    }

    /// A session has left the guild.
    public void left(Recipient session) {
        if (lookedAt) {
            guarded(() -> {
                var look = looks.get(session);
                if (look != null) {
                    leave(look);
                }
                if (open != null) {
                    open.online.went(session);
                }
                closeIfUnseen();
                goOn(open);
            });
        }
    }

    /// A session's status may be another.
    public void turned(Recipient session) {
        var at = open;
        if (at != null) {
            at.online.turned(session);
            guarded(() -> goOn(at));
        }
    }

    /// Something in the guild has changed; `after` is what it is now.
    public void changed(GuildView after, List<GuildEvent> events) {
        if (lookedAt) {
            guarded(() -> take(after, events));
        }
    }

    private void take(GuildView after, List<GuildEvent> events) {
        for (GuildEvent event : events) {
            if (event instanceof MemberLeft(var user)) {
                looks.values().stream()
                        .filter(look -> look.user.equals(user.id()))
                        .toList()
                        .forEach(this::leave);
            }
            if (makesAnew(event)) {
                makeVoid();
            }
        }
        closeIfUnseen();
        if (open != null && events.stream().anyMatch(MemberLists::concernsLists)) {
            open.online.changed(after, events);
            goOn(open);
        }
    }

    private static boolean concernsLists(GuildEvent event) {
        return switch (event) {
            case MemberJoined _, MemberLeft _, MemberUpdated _, ChannelUpdated _, ChannelDeleted _ -> true;
            default -> false;
        };
    }

    private static boolean makesAnew(GuildEvent event) {
        return switch (event) {
            case RoleCreated(var role) -> role.hoist();
            case RoleUpdated(var role, var before) ->
                isOther(role, before.roles().get(role.id()));
            case RoleDeleted _ -> true;
            default -> false;
        };
    }

    private static boolean isOther(Role role, @Nullable Role before) {
        return before == null
                || role.hoist() != before.hoist()
                || (role.hoist() && role.position() != before.position())
                || ((role.permissions() ^ before.permissions()) & ACCESS) != 0;
    }

    /// Not all that happened was told.
    public boolean isRestless() {
        return isVoid || (open != null && (!open.online.isSettled() || open.online.isChanged() || !waiting.isEmpty()));
    }

    /// To be called every few hundred milliseconds while [#isRestless].
    public void tick() {
        if (lookedAt) {
            guarded(this::settle);
        }
    }

    /// The guild goes on, whatever is wrong here: its lists are dropped then, until somebody looks again.
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.error("lists of members failed; nobody is told of them any more", e);
            end();
        }
    }

    private void goOn(@Nullable OpenLists at) {
        if (at != null && at == open && !at.running) {
            run(at);
        }
    }

    /// A slice, and the next one when others had their turn.
    private void run(OpenLists at) {
        if (at != open) {
            return;
        }
        at.running = at.online.advance(SLICE);
        if (at.running) {
            self.execute(() -> guarded(() -> run(at)));
        } else if (at.online.isGathered() && !at.loading) {
            load(at);
        }
        settle();
    }

    private void load(OpenLists at) {
        at.loading = true;
        CompletableFuture.supplyAsync(at.online::load)
                .whenComplete((loaded, failure) -> self.execute(() -> guarded(() -> loaded(at, loaded, failure))));
    }

    private void loaded(OpenLists at, @Nullable Loaded loaded, @Nullable Throwable failure) {
        if (at != open) {
            return;
        }
        if (loaded == null) {
            throw new IllegalStateException("the order cannot be made", failure);
        }
        at.online.begin(loaded);
        run(at);
    }

    /// Tells what is due, if all that happened is in the lists.
    private void settle() {
        boolean due = ticker.nanos() - toldNanos >= TOLD_EVERY_NANOS;
        if (isVoid && due) {
            toldNanos = ticker.nanos();
            beginAnew();
        }
        var at = open;
        if (at == null || !at.online.isSettled()) {
            return;
        }
        judgeAnew(at);
        boolean tells = due && at.online.isChanged();
        if (tells) {
            toldNanos = ticker.nanos();
            at.telling.tellAll();
        }
        if (tells || !at.running) {
            seatAll(at);
        }
    }

    /// What is in the lists is true no more, and nothing can be found there any more as it was put in.
    private void makeVoid() {
        var view = guild.get();
        if (isVoid || view == null) {
            return;
        }
        isVoid = true;
        for (Look look : looks.values()) {
            if (open != null && look.seesAny(view)) {
                open.invalidateAll(look);
            }
            look.seats.clear();
            seatSoon(look);
        }
        open = null;
    }

    private void beginAnew() {
        var view = guild.get();
        if (view == null) {
            end();
        } else {
            begin(view);
        }
    }

    /// Nobody looks any more.
    public void end() {
        looks.clear();
        closeIfUnseen();
    }

    private void seatSoon(Look look) {
        if (!look.waits) {
            look.waits = true;
            waiting.add(look);
        }
    }

    private void judgeAnew(OpenLists at) {
        var ids = at.online.takeJudgedAnew();
        var view = guild.get();
        if (ids.isEmpty() || view == null) {
            return;
        }
        for (Look look : looks.values()) {
            if (look.concerns(ids)
                    && !at.seat(view, look)) { // at once: it may not be told any more what it may not see
                seatSoon(look);
            }
        }
    }

    private void seatAll(OpenLists at) {
        var view = guild.get();
        for (int left = waiting.size(); left > 0 && view != null; left--) {
            var look = waiting.remove();
            look.waits = false;
            if (looks.get(look.session) == look && !at.seat(view, look)) {
                seatSoon(look);
            }
        }
        if (waiting.isEmpty()) {
            at.online.dropUnseen();
        }
        fillSoon();
    }

    /// A list that somebody waits for is being filled, if it is not complete.
    private void fillSoon() {
        var at = open;
        if (at != null && at.online.isFilling() && !at.running) {
            self.execute(() -> guarded(() -> goOn(at)));
        }
    }
}

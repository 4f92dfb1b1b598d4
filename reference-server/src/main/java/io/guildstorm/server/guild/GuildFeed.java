package io.guildstorm.server.guild;

import io.guildstorm.server.fanout.EncodedEvent;
import io.guildstorm.server.fanout.EventLog;
import io.guildstorm.server.fanout.FanoutStrategy.Fanout;
import io.guildstorm.server.fanout.KeptEvent;
import io.guildstorm.server.fanout.Recipient;
import io.guildstorm.server.memberlist.MemberLists;
import io.guildstorm.server.memberlist.Viewer;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.wire.Viewport;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What one guild is on this node, beyond the life of one owner: its view, its event log, its fan-out and who joined.
///
/// **Owner:** the guild (the feeder). Any thread reads [#view], [#logIfOpen] and [#relays] and takes [#permits]. When
/// the owner
/// restarts, the
/// next one goes on with the same feed, so that sessions do not notice.
final class GuildFeed {
    private static final Logger LOG = LoggerFactory.getLogger(GuildFeed.class);

    private final GuildId guild;
    private final GuildSettings settings;
    private final GuildParts parts;
    private final ChannelDirectory channels;
    private final Semaphore permits;
    private final Set<Recipient> joined = Collections.newSetFromMap(new IdentityHashMap<>());
    private final ArrayDeque<Awaited> awaited = new ArrayDeque<>();
    private final @Nullable LastMessages lastMessages;
    private final MemberLists memberLists;
    private volatile @Nullable GuildView view;
    private volatile @Nullable Runnable onProgress;

    private volatile Fanout fanout; // others read how many relays it has
    private volatile @Nullable EventLog log; // others read it
    private long applied;
    private long written;
    private long published;
    private long reached;
    private long deliveredBefore;
    private long grewNanos;

    GuildFeed(GuildId guild, GuildSettings settings, GuildParts parts, ChannelDirectory channels) {
        this.guild = guild;
        this.channels = channels;
        this.settings = settings;
        this.parts = parts;
        permits = new Semaphore(settings.inflight());
        lastMessages = settings.passive() ? new LastMessages() : null;
        memberLists = new MemberLists(this::view, () -> List.copyOf(joined), parts.ticker());
        fanout = open();
        grewNanos = parts.ticker().nanos();
    }

    GuildId guild() {
        return guild;
    }

    GuildSettings settings() {
        return settings;
    }

    GuildParts parts() {
        return parts;
    }

    /// Of `guild.inflight`; any thread.
    Semaphore permits() {
        return permits;
    }

    /// Null: not founded, or not loaded yet. Any thread.
    @Nullable
    GuildView view() {
        return view;
    }

    /// Null: there are no passive sessions. Any thread.
    @Nullable
    LastMessages lastMessages() {
        return lastMessages;
    }

    /// What is told of who is online.
    MemberLists memberLists() {
        return memberLists;
    }

    /// Of its fan-out; any thread.
    int relays() {
        return fanout.relays();
    }

    void replaceView(GuildView newer) {
        channels.changed(view, newer);
        view = newer;
    }

    /// @param progress run on any thread after more was delivered
    void attach(Runnable progress) {
        onProgress = progress;
    }

    /// A new owner begins at `position`.
    /// @param newestWritten the newest stored position: where that is not the one which was applied here last,
    /// some change is durable of which nobody was told, and all sessions start afresh
    /// @param before what another process published, for the first owner here
    void begin(long position, long newestWritten, Inheritance before) {
        if (log == null) {
            inherit(before, position);
        } else if (newestWritten != written) {
            LOG.warn(
                    "guild {}: changes up to {} were stored but not published; its sessions start afresh",
                    guild,
                    position);
            reset(position);
            reopen("the guild restarted");
        }
        applied = position;
        written = newestWritten;
        memberLists.restart();
    }

    private void reset(long position) {
        inherit(Inheritance.NONE, position);
    }

    private void inherit(Inheritance before, long position) {
        var bounds = EventLog.Bounds.ofSlots(settings.logSlots());
        log = before.isEmpty()
                ? new EventLog(bounds, position, parts.ticker())
                : EventLog.after(bounds, before.floor(), before.events(), position, parts.ticker());
        if (settings.passive()) {
            log().withPassive();
        }
        reached = position;
        var state = parts.state();
        if (state != null) {
            before.found().forEach(entry -> state.append(guild, entry, log().held() + 1));
            state.append(guild, KeptEvent.barrier(before.newest(), position), log().held() + 1);
        }
    }

    EventLog log() {
        var open = log;
        if (open == null) {
            throw new IllegalStateException("guild " + guild + " has no owner yet");
        }
        return open;
    }

    /// Null: there was no owner yet. Any thread.
    @Nullable
    EventLog logIfOpen() {
        return log;
    }

    void endRelays(int percent) {
        feed(() -> fanout.endRelays(percent));
    }

    /// A change that nobody is told of, as nobody has joined: sessions of another process must not get past it.
    void unheard(long position) {
        if (joined.isEmpty() && parts.state() != null) {
            reset(position);
        }
    }

    /// Before it is published: whoever is given it finds it in the log.
    void append(EncodedEvent event) {
        var to = log();
        long previous = to.newest();
        if (lastMessages != null) {
            lastMessages.note(event);
        }
        to.append(event);
        var state = parts.state();
        if (state != null) {
            state.append(guild, KeptEvent.encode(previous, event), to.held() + 1);
        }
    }

    /// The position up to which everything was applied and published.
    long applied() {
        return applied;
    }

    /// Everything up to `position` was published.
    /// @param stored whether the change at `position` stands in the store
    void applied(long position, boolean stored) {
        applied = position;
        if (stored) {
            written = position;
        }
    }

    /// Nobody is to be told of what happens; sessions of another process may yet come for it.
    boolean isEmpty() {
        return joined.isEmpty() && parts.state() == null;
    }

    void join(Recipient recipient) {
        joined.add(recipient);
        feed(() -> fanout.join(recipient));
        memberLists.joined(recipient);
    }

    void leave(Recipient recipient) {
        if (joined.remove(recipient)) {
            feed(() -> fanout.leave(recipient));
            memberLists.left(recipient);
        }
    }

    void look(Recipient recipient, Viewport viewport, Viewer viewer) {
        if (joined.contains(recipient)) {
            memberLists.look(recipient, viewport, viewer);
        }
    }

    void interestChanged(Recipient recipient) {
        if (joined.contains(recipient)) {
            feed(() -> fanout.interestChanged(recipient));
        }
    }

    void publish(EncodedEvent event) {
        if (fanout.delivered() >= published) {
            grewNanos = parts.ticker().nanos(); // nothing was under way: `fanout.lag-max` counts from this event
        }
        published = event.position();
        feed(() -> fanout.publish(event));
    }

    /// All joined sessions were given every event up to here. Positions of which nobody had to be told count as
    /// soon as all others do. Never falls.
    long delivered() {
        long given = fanout.delivered();
        reached = Math.max(reached, given >= published ? applied : given);
        return reached;
    }

    /// Runs `then` with the time once `position` is delivered; positions rise from call to call.
    void await(long position, LongConsumer then) {
        awaited.add(new Awaited(position, then));
    }

    boolean isAwaited() {
        return !awaited.isEmpty();
    }

    /// Runs what waited for what is delivered by now, and ends a fan-out that stands for longer than
    /// `fanout.lag-max`.
    void settle(long nowNanos) {
        long delivered = delivered();
        if (delivered > deliveredBefore || delivered >= applied) {
            deliveredBefore = delivered;
            grewNanos = nowNanos;
        } else if (nowNanos - grewNanos > settings.lagMax().toNanos()) {
            LOG.warn(
                    "guild {}: fan-out stands at {} of {} for over {}; its sessions resume",
                    guild,
                    delivered,
                    applied,
                    settings.lagMax());
            reopen("fan-out lagged");
            delivered = delivered();
        }
        for (var next = awaited.peek(); next != null && next.position <= delivered; next = awaited.peek()) {
            awaited.remove();
            next.then.accept(nowNanos);
        }
    }

    private void feed(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.error("guild {}: fan-out failed; its sessions resume", guild, e);
            reopen("fan-out failed");
        }
    }

    private void reopen(String reason) {
        fanout.close();
        joined.forEach(recipient -> recipient.abandon(reason));
        joined.clear();
        memberLists.end();
        fanout = open();
        published = 0;
        var open = log;
        reached = open == null ? applied : Math.max(applied, open.newest());
        grewNanos = parts.ticker().nanos();
    }

    private Fanout open() {
        return parts.strategy().open(guild, parts.lanes(), settings.fanout(), this::progress);
    }

    private void progress() {
        var owner = onProgress;
        if (owner != null) {
            owner.run();
        }
    }

    private record Awaited(long position, LongConsumer then) {}
}

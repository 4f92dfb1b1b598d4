package io.guildstorm.server.gateway.inprocess;

import io.guildstorm.server.fanout.EncodedEvent;
import io.guildstorm.server.fanout.Lane;
import io.guildstorm.server.fanout.Recipient;
import io.guildstorm.server.gateway.session.EventFilter;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.Intent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// In-process sessions that stand together as one relay does: 30 bytes of state each, in arrays by place. What a relay
/// of
/// sockets does for each of its sessions is done here in one loop: filter, number, note, hand the frame over.
///
/// A fan-out that has no relays is given each session alone ([#each]).
///
/// **Owner:** its lane, but for [#lane], [#passive], [#sessions], [#user] and [#abandon], which any thread may call.
final class SessionBlock implements Recipient {
    private static final int INTENTS = Intent.GUILDS.bit() | Intent.GUILD_MESSAGES.bit() | Intent.MESSAGE_CONTENT.bit();

    /// Of each session: two longs, three ints, a short.
    private static final long STATE_BYTES = 30;

    private final LaneReader reader;
    private final boolean passive;
    private final long[] users;
    private final BlockViews views;
    /// The last number, the run of positions that it stands in, and what was got.
    private final int[] seq;

    private final long[] runFirst;
    private final int[] runCount;
    private final int[] history;
    private @Nullable EventFilter loaded;
    private boolean live;
    private volatile boolean abandoned;

    /// @param users by rising id
    SessionBlock(LaneReader reader, long[] users, boolean passive) {
        this.reader = reader;
        this.users = users;
        this.passive = passive;
        views = new BlockViews(users.length, INTENTS);
        seq = new int[users.length];
        runFirst = new long[users.length];
        runCount = new int[users.length];
        history = new int[users.length];
    }

    /// It hears what comes after `position`; READY and the guild were its first two frames.
    void begin(GuildView view, long position) {
        views.sort(view, users);
        Arrays.fill(seq, 2);
        Arrays.fill(runFirst, position);
        Arrays.fill(runCount, 1);
        live = true;
    }

    @Override
    public Lane lane() {
        return reader.lane();
    }

    @Override
    public boolean passive() {
        return passive;
    }

    @Override
    public int sessions() {
        return users.length;
    }

    @Override
    public UserId user(int number) {
        return new UserId(users[number]);
    }

    @Override
    public void deliver(EncodedEvent event) {
        deliver(event, 0, users.length);
    }

    @SuppressWarnings("ReferenceEquality") // one filter an event
    private void deliver(EncodedEvent event, int from, int to) {
        if (!live) {
            return;
        }
        var read = reader.of(event);
        var filter = read.filter();
        if (loaded != filter) {
            views.load(filter);
            loaded = filter;
        }
        for (int place = from; place < to; place++) {
            if (event.position() - runFirst[place] >= runCount[place]
                    && views.gets(place)
                    && (!passive || filter.reachesPassive(new UserId(users[place])))) {
                read(read, event.position(), place);
            }
        }
        if (filter.isTurn() && concerns(event)) {
            views.sort(event.view(), users);
            loaded = null;
        }
    }

    private void read(ReadEvent read, long position, int place) {
        int s = ++seq[place];
        if (runFirst[place] + runCount[place] == position) {
            runCount[place]++;
        } else {
            runFirst[place] = position;
            runCount[place] = 1;
        }
        boolean intact = read.read(s);
        var arriving = read.arriving();
        if (arriving != null) {
            long now = reader.now();
            arriving.at(now);
            reader.delayed(arriving.text(), Math.max(0, now - arriving.text().intendedNanos()));
        }
        if (arriving != null || !intact) {
            history[place] = read.noted(reader.histories, history[place], intact);
        }
    }

    /// Whether the event may have changed what kind one of these users is.
    private boolean concerns(EncodedEvent event) {
        return switch (event.event()) {
            case GuildEvent.MemberUpdated(var member, var _) ->
                Arrays.binarySearch(users, member.user().id().value()) >= 0;
            case GuildEvent.MemberLeft(var user) ->
                Arrays.binarySearch(users, user.id().value()) >= 0;
            case GuildEvent.RoleUpdated _, GuildEvent.RoleDeleted _ -> false; // looked up anew for each event
            default -> true;
        };
    }

    /// What it may not miss was lost with a part of the fan-out, and it cannot resume: it is over.
    @Override
    public void abandon(String reason) {
        abandoned = true;
        lane().execute(() -> live = false);
    }

    boolean abandoned() {
        return abandoned;
    }

    /// It hears nothing any more.
    void end() {
        live = false;
    }

    LaneReader reader() {
        return reader;
    }

    /// Of its arrays.
    long stateBytes() {
        return STATE_BYTES * users.length;
    }

    /// By place, see [Histories].
    int[] history() {
        return history;
    }

    /// Its sessions one by one.
    List<Recipient> each() {
        return IntStream.range(0, users.length).<Recipient>mapToObj(One::new).toList();
    }

    /// **Owner:** the lane, as of the block.
    private final class One implements Recipient {
        private final int place;

        One(int place) {
            this.place = place;
        }

        @Override
        public Lane lane() {
            return SessionBlock.this.lane();
        }

        @Override
        public boolean passive() {
            return passive;
        }

        @Override
        public UserId user(int number) {
            return SessionBlock.this.user(place);
        }

        @Override
        public void deliver(EncodedEvent event) {
            SessionBlock.this.deliver(event, place, place + 1);
        }

        @Override
        public void abandon(String reason) {
            SessionBlock.this.abandon(reason);
        }
    }
}

package io.guildstorm.server.gateway.session;

import io.guildstorm.server.guild.Guilds;
import io.guildstorm.server.guild.LastMessages;
import io.guildstorm.server.guild.LastMessages.Last;
import io.guildstorm.server.model.AnyChannel;
import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Permissions;
import io.guildstorm.server.model.ThreadChannel;
import io.guildstorm.server.wire.EventBody;
import io.guildstorm.server.wire.PassiveUpdate;
import io.guildstorm.server.wire.PassiveUpdate.Mark;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The newest message of each channel of a guild at one moment, and the frames that tell of them: one for all
/// readers that see the same channels.
///
/// What a reader sees is judged by the guild as it is, not by the last event that the reader was given: a
/// change that takes a channel away is not answered before that event was given, and from the change on no
/// frame from here names it.
///
/// **Owner:** the lane that made it.
final class UnreadMarks {
    private final GuildView view;
    private final long upTo;
    private final PassiveTerms.Update update;
    private final List<Place> places = new ArrayList<>();
    private final Map<BitSet, EventBody> bodies = new HashMap<>();

    /// When a session is told.
    enum Ask {
        IF_ANYTHING_IS_NEW,
        IN_ANY_CASE
    }

    /// @param last null: nothing is known to have been said there
    /// @param byRoles whether the guild's roles alone decide who sees it
    private record Place(AnyChannel channel, @Nullable Last last, boolean byRoles) {
        boolean isNewSince(long position) {
            return last != null && last.position() > position;
        }
    }

    private UnreadMarks(GuildView view, long upTo, LastMessages last, PassiveTerms.Update update) {
        this.view = view;
        this.upTo = upTo;
        this.update = update;
        for (Channel channel : view.channels()) {
            if (channel.kind() == Channel.Kind.TEXT) {
                add(channel, last.in(channel.id()));
            }
        }
        for (ThreadChannel thread : view.threads().values()) {
            var newest = last.in(thread.id());
            if (!thread.archived() || newest != null) {
                add(thread, newest);
            }
        }
    }

    private void add(AnyChannel channel, @Nullable Last last) {
        if (last != null || update == PassiveTerms.Update.SNAPSHOT) {
            places.add(new Place(channel, last, EventFilter.rolesDecide(view, channel)));
        }
    }

    /// Null: there is no such guild any more.
    static @Nullable UnreadMarks of(GuildId guild, Guilds guilds, PassiveTerms.Update update) {
        var log = guilds.log(guild);
        var last = guilds.lastMessages(guild);
        if (log == null || last == null) {
            return null;
        }
        long upTo = log.newest(); // first: what is noted by then is in `last`
        var view = guilds.view(guild);
        return view == null ? null : new UnreadMarks(view, upTo, last, update);
    }

    @SuppressWarnings("ReferenceEquality") // it is replaced, never written
    boolean isOf(@Nullable GuildView now) {
        return view == now;
    }

    /// Everything up to here is told.
    long upTo() {
        return upTo;
    }

    /// Null: the session has nothing to be told.
    /// @param told up to where it was told before
    @Nullable
    EventBody bodyFor(Subscription reader, long told, Ask ask) {
        if (view.member(reader.session.user.id()) == null) {
            return null; // its leaving is under way to it
        }
        var shown = new BitSet(places.size());
        boolean isAnyNew = false;
        for (int i = 0; i < places.size(); i++) {
            var place = places.get(i);
            boolean isNew = place.isNewSince(told);
            if ((isNew || update == PassiveTerms.Update.SNAPSHOT) && sees(reader, place)) {
                shown.set(i);
                isAnyNew |= isNew;
            }
        }
        return isAnyNew || ask == Ask.IN_ANY_CASE ? bodies.computeIfAbsent(shown, this::encode) : null;
    }

    private boolean sees(Subscription reader, Place place) {
        return place.byRoles
                ? reader.seesChannels(view)
                : Permissions.sees(view, place.channel, reader.session.user.id());
    }

    private EventBody encode(BitSet shown) {
        var marks = new ArrayList<Mark>(shown.cardinality());
        shown.stream().mapToObj(places::get).forEach(place -> {
            long newest = place.last == null ? 0 : place.last.message().value();
            marks.add(new Mark(place.channel.id(), newest));
        });
        return switch (update) {
            case SNAPSHOT -> PassiveUpdate.snapshot(view.id(), marks);
            case DELTA -> PassiveUpdate.delta(view.id(), marks);
        };
    }
}

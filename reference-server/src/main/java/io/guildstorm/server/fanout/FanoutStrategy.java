package io.guildstorm.server.fanout;

import io.guildstorm.server.model.GuildId;
import java.util.List;

/// How one guild's events reach its sessions on one node: the value of the switch `fanout`, found by `ServiceLoader`.
/// Node to node is not its business: the platform carries each event once, in order, to every node with sessions of
/// the guild and opens the strategy there too. One stateless instance serves all guilds; state lives in [Fanout].
public interface FanoutStrategy {
    /// The word that selects it: lower case letters, digits and dashes.
    String name();

    /// @param lanes this node's lanes (event loops), fixed for life
    /// @param settings numbers of the switches that strategies read
    /// @param progress to be run after [Fanout#delivered] grew, on any thread
    Fanout open(GuildId guild, List<Lane> lanes, Settings settings, Runnable progress);

    /// Whether a [Recipient] may stand for as many sessions as a relay holds; else in-process sessions are joined one
    /// by
    /// one.
    default boolean servesBlocks() {
        return false;
    }

    /// @param relaySize sessions a relay holds at most, the switch `relay.size`; 1 and above
    record Settings(int relaySize) {
        public Settings {
            if (relaySize < 1) {
                throw new IllegalArgumentException("relay.size below 1: " + relaySize);
            }
        }
    }

    /// One guild on one node. **Feeder:** all but [#delivered] is called by one thread at a time, in the guild's
    /// order, each call happening before the next. Calls neither block nor throw; one that throws ends this
    /// instance: see [#close].
    interface Fanout extends AutoCloseable {
        /// `to` gets every event published from now on and none published before.
        void join(Recipient to);

        /// No event published from now on reaches `to`; earlier ones still do, before or after this returns.
        void leave(Recipient to);

        /// [Recipient#passive] of `to` changed: it wants more or less of what is published from now on. Nothing
        /// that it wants may be kept from it; what it does not want, it drops by itself.
        void interestChanged(Recipient to);

        /// Positions rise. There is always room: the guild refuses sends (429) before more than
        /// `fanout.backlog` events lie between [#delivered] and the newest position, pending writes included;
        /// so this may not drop and need not bound.
        void publish(EncodedEvent event);

        /// All joined recipients were given every event up to here; nobody joined: the newest position. Never
        /// falls; any thread. Revokes return on it: too high a value lets something forbidden be delivered
        /// after the call that forbade it; one that stands for `fanout.lag-max` ends this instance.
        long delivered();

        /// How many parts serve the recipients side by side, as `relay` has them; 0: it knows no such thing. A figure
        /// for people, of a moment ago; any thread.
        default int relays() {
            return 0;
        }

        /// A fault on purpose: of the parts that [#relays] counts, this share and one at least on each lane
        /// dies where it stands. Who was served by one is abandoned; all others notice nothing. What has no
        /// parts does nothing.
        /// @param percent 1 to 100
        default void endRelays(int percent) {}

        /// No delivery starts after this returns. The platform then abandons what had joined and opens anew.
        @Override
        void close();
    }
}

/// How one event of a guild reaches many sessions: the [FanoutStrategy] seam with `direct` and `relay`, and the
/// [EventLog] from which sessions resume. An event is encoded once and shared by all who get it.
///
/// - **Called by** `guild`, which feeds it in order, and `gateway`, whose sessions are its [Recipient]s. **Calls**
///   nothing.
/// - **Owner** of a [FanoutStrategy.Fanout]: its feeder; of what a lane delivers: that lane.
@NullMarked
package io.guildstorm.server.fanout;

import org.jspecify.annotations.NullMarked;

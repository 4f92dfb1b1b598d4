/// What the server says of itself in figures: every meter in one enum, counts of lanes, and the flight recorder's
/// event of a send.
///
/// - **Called by** `api` and `gateway`, which count, and `node`, which publishes. **Calls** no package of ours.
/// - **Owner** of a [Tally]: its lane.
@NullMarked
package io.guildstorm.server.meter;

import org.jspecify.annotations.NullMarked;

/// Whose a key is: the consistent-hash ring as a value.
///
/// - **Called by** whoever places channels, guilds or users on nodes. **Calls** nobody.
/// - **Owner** none: a [Ring] does not change, so that any thread may read it, and who hears of another node makes
///   another ring of it. Start at [Ring#ownerOf].
@NullMarked
package io.guildstorm.server.ring;

import org.jspecify.annotations.NullMarked;

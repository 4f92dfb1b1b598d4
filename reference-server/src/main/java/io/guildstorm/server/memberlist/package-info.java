/// Who is online in a guild, in the order in which clients list them, and the rows that clients look at.
///
/// - **Called by** `guild`, which owns a [MemberLists] and tells it who joins, leaves and changes; `gateway` hears what
///   is to be told as a [Viewer]. **Calls** nobody: what it tells is handed over.
/// - **Owner** the guild. [RankTree] and what it is made of are plain structures, without threads. Start at
///   [MemberLists].
@NullMarked
package io.guildstorm.server.memberlist;

import org.jspecify.annotations.NullMarked;

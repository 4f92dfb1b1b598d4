/// What the server talks about: ids, commands, events and the immutable view of a guild. Records and sealed types, no
/// I/O.
///
/// - **Called by** every other package of the server; it calls none.
/// - **Owner** none: everything here is a value.
@NullMarked
package io.guildstorm.server.model;

import org.jspecify.annotations.NullMarked;

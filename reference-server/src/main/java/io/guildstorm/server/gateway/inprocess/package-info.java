/// Sessions without sockets, for fan-outs that are larger than a machine has sockets for. Each is a member with a
/// permission view, a sequence number and a journal's current run like any other; in place of a socket it reads every
/// byte of every frame. What they get is counted and timed apart from what real sessions get, and the two are never
/// added. `Gateway` and the operator's routes call it.
@NullMarked
package io.guildstorm.server.gateway.inprocess;

import org.jspecify.annotations.NullMarked;

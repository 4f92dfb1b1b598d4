/// Sessions: identify, heartbeat, dispatch, resume, slow consumers. Everything here belongs to one lane and runs on
/// it.
///
/// - **Called by** `gateway`, with payloads of clients, and `fanout`, with events. **Calls** `guild` to join and
///   leave, `access` and `store` to know who identifies.
/// - **Owner** of a session: the lane that its socket is on. A resume from another lane hands it over, whole.
@NullMarked
package io.guildstorm.server.gateway.session;

import org.jspecify.annotations.NullMarked;

/// The JSON of the Discord dialect, in and out: limits, events encoded once, the error envelope.
///
/// - **Called by** `fanout` (what an event's bytes are), `guild` (encoding), `api` and `gateway` (reading,
///   answering).
/// - **Owner** none: pure functions and values. No package of ours but `model` is called.
@NullMarked
package io.guildstorm.server.wire;

import org.jspecify.annotations.NullMarked;

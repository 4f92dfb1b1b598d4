/// How a lane gives frames to the kernel without a pipeline: `send(2)` through `java.lang.foreign`.
///
/// - **Called by** `session`, for plain text sessions whose sockets the transport lets it write to.
/// - **Calls** the system, and `frame` for the bytes.
/// - **Owner** of a [SendRun] is its lane.
@NullMarked
package io.guildstorm.server.gateway.socket;

import org.jspecify.annotations.NullMarked;

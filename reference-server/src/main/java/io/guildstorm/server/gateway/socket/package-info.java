/// How a lane gives frames to the kernel without a pipeline: `send(2)` or an io_uring,
/// through `java.lang.foreign`.
///
/// - **Called by** `session`, for plain text sessions whose sockets the transport lets it write to.
/// - **Calls** the system, and `frame` for the bytes.
/// - **Owner** of a [SocketBatch] is its lane.
@NullMarked
package io.guildstorm.server.gateway.socket;

import org.jspecify.annotations.NullMarked;

/// Benchmarks of what a session notes for its resume.
@NullMarked
package io.guildstorm.server.gateway.session;

import org.jspecify.annotations.NullMarked;

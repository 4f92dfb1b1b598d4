/// One server process: the command line, switches, the choice of implementations, start and stop. The only package that
/// knows which store, fan-out and transport there are, and the only one that looks at clocks.
///
/// - **Called by** the shell, through [Main]. **Calls** every other package.
/// - **Owner** of start and stop: the thread `main`.
@NullMarked
package io.guildstorm.server.node;

import org.jspecify.annotations.NullMarked;

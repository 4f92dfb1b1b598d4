/// The contract of fan-out strategies, ready for those of others: a test of a strategy extends [FanoutContract] by
/// one line.
@NullMarked
package io.guildstorm.server.fanout;

import org.jspecify.annotations.NullMarked;

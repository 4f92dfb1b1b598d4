/// Member records as they lie in memory and in the store: 18 bytes each, in pages sorted by id. Everything here is a
/// number or a byte, immutable once built, and knows no other type of the server. `model.Members` and the store call
/// it; others see members as `model.Member`.
@NullMarked
package io.guildstorm.server.model.members;

import org.jspecify.annotations.NullMarked;

/// Hashes that more than one package needs: pure functions of numbers.
///
/// - **Called by** `model`, for members made from a seed, and `ring`. **Calls** nobody.
@NullMarked
package io.guildstorm.server.model.hash;

import org.jspecify.annotations.NullMarked;

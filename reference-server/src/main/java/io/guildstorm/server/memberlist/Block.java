package io.guildstorm.server.memberlist;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A block of rows that somebody looks at, as it was told last. **Owner:** the guild.
final class Block {
    final int number;
    final Set<Viewer> viewers = new LinkedHashSet<>();
    long[] rows;
    /// What tells of all of it; null: to be made when somebody comes to look.
    @Nullable
    ListUpdate whole;

    Block(int number, long[] rows) {
        this.number = number;
        this.rows = rows;
    }
}

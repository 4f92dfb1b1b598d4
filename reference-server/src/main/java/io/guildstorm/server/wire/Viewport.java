package io.guildstorm.server.wire;

import io.guildstorm.server.model.ChannelId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which rows of the lists of members a client shows in one guild: blocks of [#ROWS] rows, numbered from 0, by the
/// channels whose lists they are of.
/// @param blocks at most [#CHANNELS_MAX] channels with at most [#BLOCKS_MAX] blocks each, rising
public record Viewport(Map<ChannelId, List<Integer>> blocks) {
    /// Rows of a block.
    public static final int ROWS = 100;

    /// Of one channel.
    public static final int BLOCKS_MAX = 5;

    public static final int CHANNELS_MAX = 5;

    /// Nothing is shown.
    public static final Viewport NONE = new Viewport(Map.of());

    public Viewport {
        var copy = new TreeMap<ChannelId, List<Integer>>();
        blocks.forEach((channel, numbers) -> {
            if (!numbers.isEmpty()) {
                copy.put(channel, List.copyOf(new TreeSet<>(numbers)));
            }
        });
        blocks = Collections.unmodifiableMap(copy);
    }

    public boolean isEmpty() {
        return blocks.isEmpty();
    }
}

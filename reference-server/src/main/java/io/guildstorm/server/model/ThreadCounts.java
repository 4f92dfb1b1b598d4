package io.guildstorm.server.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How much was said in each thread of a guild. Immutable, as the view that it is a part of, and cheap to change all
/// the
/// same, as each message in a thread changes it: a change copies one bucket and the list of them.
/// @param buckets [#BUCKETS] of them, or none when nothing was said
public record ThreadCounts(List<Map<ChannelId, Said>> buckets) {
    private static final int BUCKET_BITS = 8;
    private static final int BUCKETS = 1 << BUCKET_BITS;
    private static final Said NOTHING = new Said(0, 0);

    public static final ThreadCounts NONE = new ThreadCounts(List.of());

    /// Messages of one thread, without the one that it begins with.
    /// @param there not deleted since
    /// @param ever deleted ones too
    public record Said(int there, int ever) {
        public Said more() {
            return new Said(there + 1, ever + 1);
        }

        /// @param deleted of those that are there
        public Said without(int deleted) {
            return new Said(there - deleted, ever);
        }
    }

    public Said in(ChannelId thread) {
        return buckets.isEmpty() ? NOTHING : buckets.get(bucketOf(thread)).getOrDefault(thread, NOTHING);
    }

    public ThreadCounts with(ChannelId thread, Said said) {
        var all = copied();
        int at = bucketOf(thread);
        var bucket = new HashMap<>(all.get(at));
        bucket.put(thread, said);
        all.set(at, Map.copyOf(bucket));
        return new ThreadCounts(Collections.unmodifiableList(all));
    }

    /// @param gone threads that are no more
    public ThreadCounts without(Collection<ChannelId> gone) {
        if (buckets.isEmpty()) {
            return this;
        }
        var all = copied();
        for (ChannelId thread : gone) {
            int at = bucketOf(thread);
            if (all.get(at).containsKey(thread)) {
                var bucket = new HashMap<>(all.get(at));
                bucket.remove(thread);
                all.set(at, Map.copyOf(bucket));
            }
        }
        return new ThreadCounts(Collections.unmodifiableList(all));
    }

    private List<Map<ChannelId, Said>> copied() {
        return new ArrayList<>(buckets.isEmpty() ? Collections.nCopies(BUCKETS, Map.<ChannelId, Said>of()) : buckets);
    }

    /// Ids that were given out one after the other differ in the bits of their time: these are spread over all buckets.
    private static int bucketOf(ChannelId thread) {
        return (int) ((thread.value() * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - BUCKET_BITS));
    }
}

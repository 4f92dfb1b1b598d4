package io.guildstorm.server.access;

import io.guildstorm.server.model.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Counts what each key does. A window begins with the first request after the last window ended, so that a client
/// which waits as long as it is told is never refused. Any thread.
///
/// Memory follows the number of keys that were seen within two windows: windows are kept by age, the young and the
/// old, and what is old when the young ones have grown old is over, so it is dropped without a look at each. Keys are
/// spread over stripes, each with a lock of its own that is held for a few instructions.
final class RateWindows<K> {
    private static final int STRIPES = 64;

    private final int limit;
    private final long windowNanos;
    private final Ticker ticker;
    private final Stripe<K>[] stripes;

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type cannot be made otherwise
    RateWindows(RateLimit limit, Ticker ticker) {
        this.limit = limit.count();
        this.windowNanos = limit.window().toNanos();
        this.ticker = ticker;
        stripes = new Stripe[STRIPES];
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe<>(ticker.nanos() + windowNanos);
        }
    }

    /// Counts one request, unless there is no room for it.
    Verdict take(K key) {
        return judge(key, 1);
    }

    /// What [#take] would say, with nothing counted.
    Verdict look(K key) {
        return judge(key, 0);
    }

    private Verdict judge(K key, int requests) {
        var stripe = stripes[Math.floorMod(spread(key.hashCode()), STRIPES)];
        synchronized (stripe) {
            long now = ticker.nanos(); // inside: a window may not begin before one that another thread saw end
            stripe.turn(now, windowNanos);
            var window = stripe.live(key, now);
            if (window == null) {
                if (requests == 0) {
                    return new Verdict(true, limit, limit, Duration.ZERO);
                }
                window = new Window(now + windowNanos);
                stripe.young.put(key, window);
            }
            boolean allowed = window.used < limit;
            window.used += allowed ? requests : 0;
            return new Verdict(allowed, limit, limit - window.used, Duration.ofNanos(window.endNanos - now));
        }
    }

    /// Hash codes of records whose ids differ in their upper bits only would share a stripe.
    private static int spread(int hash) {
        return hash ^ hash >>> 16 ^ hash >>> 8;
    }

    /// How many windows are held, those that are over included.
    int size() {
        int size = 0;
        for (var stripe : stripes) {
            synchronized (stripe) {
                size += stripe.young.size() + stripe.old.size();
            }
        }
        return size;
    }

    /// **Owner:** whoever holds its lock.
    private static final class Stripe<K> {
        private Map<K, Window> young = new HashMap<>();
        private Map<K, Window> old = new HashMap<>();
        private long turnNanos;

        private Stripe(long turnNanos) {
            this.turnNanos = turnNanos;
        }

        private void turn(long now, long windowNanos) {
            if (now - turnNanos < 0) {
                return;
            }
            old = now - turnNanos < windowNanos ? young : new HashMap<>();
            young = new HashMap<>();
            turnNanos = now + windowNanos;
        }

        private @Nullable Window live(K key, long now) {
            var window = young.get(key);
            if (window == null) {
                window = old.get(key);
            }
            return window == null || now - window.endNanos >= 0 ? null : window;
        }
    }

    private static final class Window {
        private final long endNanos;
        private int used;

        private Window(long endNanos) {
            this.endNanos = endNanos;
        }
    }
}

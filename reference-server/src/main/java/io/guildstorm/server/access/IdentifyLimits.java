package io.guildstorm.server.access;

import io.guildstorm.server.model.Ticker;
import io.guildstorm.server.model.UserId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How often a user may begin a gateway session, and how much one session may hear. A user's tokens count together.
/// Any thread.
public final class IdentifyLimits {
    /// In which so many shards may identify as [Settings#concurrency] says, one for each remainder.
    public static final Duration PACE = Duration.ofSeconds(5);

    private static final int UNLIMITED_TOTAL = 1_000;

    private final Settings settings;
    private final @Nullable RateWindows<UserId> total;
    private final @Nullable RateWindows<Turn> pace;

    /// @param total sessions that may begin: `access.identify-limit`; null: off
    /// @param concurrency shards that may identify within [#PACE]: `access.identify-concurrency`; 0: off
    /// @param guildsMax of one session: `access.shard-guilds`; 0: off
    public record Settings(@Nullable RateLimit total, int concurrency, int guildsMax) {
        public static final Settings OFF = new Settings(null, 0, 0);
    }

    /// What a client is told before it begins: `session_start_limit`.
    /// @param resetAfter until `remaining` is `total` again
    public record Allowance(int total, int remaining, Duration resetAfter, int concurrency) {}

    private record Turn(UserId user, int remainder) {}

    public IdentifyLimits(Settings settings, Ticker ticker) {
        this.settings = settings;
        total = settings.total == null ? null : new RateWindows<>(settings.total, ticker);
        pace = settings.concurrency == 0 ? null : new RateWindows<>(new RateLimit(1, PACE), ticker);
    }

    /// Counts the beginning of a session, unless it is too early or one too many.
    /// @param shard index of the shard, 0 and above
    public boolean take(UserId user, int shard) {
        boolean itsTurn = pace == null
                || pace.take(new Turn(user, shard % settings.concurrency)).allowed();
        return itsTurn && (total == null || total.take(user).allowed());
    }

    /// Whether one session may hear so many guilds.
    public boolean holds(int guilds) {
        return settings.guildsMax == 0 || guilds <= settings.guildsMax;
    }

    /// What is left to `user` now.
    public Allowance left(UserId user) {
        int concurrency = Math.max(1, settings.concurrency);
        if (total == null) {
            return new Allowance(UNLIMITED_TOTAL, UNLIMITED_TOTAL, Duration.ZERO, concurrency);
        }
        var now = total.look(user);
        return new Allowance(now.limit(), now.remaining(), now.resetAfter(), concurrency);
    }
}

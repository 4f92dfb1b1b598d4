package io.guildstorm.server.api;

import io.guildstorm.server.access.RequestLimits;
import io.guildstorm.server.access.Verdict;
import io.guildstorm.server.api.Answer.Header;
import io.guildstorm.server.api.Answer.LimitScope;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// Stands between a connection and its routes: what the limits say of a request becomes headers, or the answer 429.
/// Routes know nothing of it. Any thread.
record Throttle(RequestLimits limits, InstantSource clock) {
    private static final long NANOS_PER_MILLI = 1_000_000;

    /// What an address hears that asks in vain; empty: it is worked on. Before a token is looked at, as that costs
    /// more.
    Optional<Answer.Whole> shut(Channel from) {
        var verdict = from.remoteAddress() instanceof InetSocketAddress at ? limits.look(at.getAddress()) : null;
        return Optional.ofNullable(verdict)
                .filter(look -> !look.allowed())
                .map(look -> Answer.limited(look.resetAfter(), LimitScope.SHARED));
    }

    /// Told of every answer that went out.
    void answered(Channel to, Answer.Whole answer) {
        if (counts(answer) && to.remoteAddress() instanceof InetSocketAddress at) {
            limits.refused(at.getAddress());
        }
    }

    /// A 429 of a limit that others fill too is not the client's fault.
    private static boolean counts(Answer.Whole answer) {
        return switch (answer.status()) {
            case 401, 403 -> true;
            case 429 -> !answer.headers().contains(LimitScope.SHARED.header());
            default -> false;
        };
    }

    /// The answer of the route, if it may be asked.
    CompletionStage<? extends Answer> handle(Route route, Call call) {
        if (call.who() == null) {
            return run(route, call);
        }
        var user = call.who().id();
        var all = limits.takeOfAll(user);
        if (all != null && !all.allowed()) {
            return Answer.now(Answer.limited(all.resetAfter(), LimitScope.GLOBAL));
        }
        var verdict = limits.take(route.limit(), user, route.bucket(), call.topLevel());
        if (verdict == null) {
            return run(route, call);
        }
        var headers = headers(route, verdict);
        if (!verdict.allowed()) {
            return Answer.now(
                    Answer.limited(verdict.resetAfter(), LimitScope.USER).with(headers));
        }
        return run(route, call).handle((answer, failure) -> {
            var known = failure == null ? answer : Refusals.answer(failure);
            return known instanceof Answer.Whole whole ? whole.with(headers) : known;
        });
    }

    private static CompletionStage<? extends Answer> run(Route route, Call call) {
        try {
            return route.handler().handle(call);
        } catch (RuntimeException failure) {
            return Answer.now(Refusals.answer(failure));
        }
    }

    private List<Header> headers(Route route, Verdict verdict) {
        long afterMillis = millis(verdict.resetAfter());
        return List.of(
                new Header("X-RateLimit-Limit", Integer.toString(verdict.limit())),
                new Header("X-RateLimit-Remaining", Integer.toString(verdict.remaining())),
                new Header("X-RateLimit-Reset", seconds(clock.millis() + afterMillis)),
                new Header("X-RateLimit-Reset-After", seconds(afterMillis)),
                new Header("X-RateLimit-Bucket", route.bucket()));
    }

    /// Rounded up: who waits as long as told may not come before the window has ended.
    static long millis(Duration wait) {
        return Math.ceilDiv(wait.toNanos(), NANOS_PER_MILLI);
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%d.%03d", millis / 1_000, millis % 1_000);
    }
}

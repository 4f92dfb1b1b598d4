package io.guildstorm.server.api;

import io.guildstorm.server.api.Answer.Header;
import io.guildstorm.server.api.Answer.LimitScope;
import io.guildstorm.server.model.Refusal;
import io.guildstorm.server.store.MessageReads.ReadsBusy;
import io.guildstorm.server.wire.ErrorBody;
import io.guildstorm.server.wire.RefusedRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What went wrong, as an answer. Pure but for the log.
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final Duration COME_BACK = Duration.ofSeconds(1);

    private Refusals() {}

    static Answer.Whole answer(Refusal why) {
        return switch (why) {
            case UNKNOWN_GUILD -> error(404, 10004, "Unknown Guild");
            case UNKNOWN_CHANNEL -> error(404, 10003, "Unknown Channel");
            case UNKNOWN_MESSAGE -> error(404, 10008, "Unknown Message");
            case UNKNOWN_MEMBER -> error(404, 10007, "Unknown Member");
            case MISSING_PERMISSION -> error(403, 50013, "Missing Permissions");
            case NOT_THE_AUTHOR -> error(403, 50005, "Cannot edit a message authored by another user");
            case BUSY -> Answer.limited(COME_BACK, LimitScope.SHARED);
            case UNAVAILABLE -> unavailable();
        };
    }

    /// What a handler threw, or its stage ended with.
    static Answer.Whole answer(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return switch (cause) {
            case RefusedRequest refused -> Answer.error(refused.body());
            case ReadsBusy _ -> Answer.limited(COME_BACK, LimitScope.SHARED);
            default -> {
                LOG.error("a request failed", cause);
                yield error(500, 0, "500: Internal Server Error");
            }
        };
    }

    static Answer.Whole unavailable() {
        return error(503, 0, "503: Service Unavailable")
                .with(List.of(new Header("Retry-After", Long.toString(COME_BACK.toSeconds()))));
    }

    private static Answer.Whole error(int status, int code, String message) {
        return Answer.error(ErrorBody.of(status, code, message));
    }
}

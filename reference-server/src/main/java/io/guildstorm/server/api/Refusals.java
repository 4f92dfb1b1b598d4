package io.guildstorm.server.api;

import io.guildstorm.server.api.Answer.Header;
import io.guildstorm.server.api.Answer.LimitScope;
import io.guildstorm.server.model.Refusal;
import io.guildstorm.server.store.MessageReads.ReadsBusy;
import io.guildstorm.server.wire.ErrorBody;
import io.guildstorm.server.wire.ErrorBody.FieldError;
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
            case UNKNOWN_ROLE -> error(404, 10011, "Unknown Role");
            case UNKNOWN_BAN -> error(404, 10026, "Unknown Ban");
            case UNKNOWN_OVERWRITE -> error(404, 10009, "Unknown Overwrite");
            case NO_TEXT_CHANNEL -> error(400, 50008, "Cannot send messages in a non-text channel");
            case TOO_MANY_CHANNELS -> error(400, 30013, "Maximum number of guild channels reached (500)");
            case TOO_MANY_ROLES -> error(400, 30005, "Maximum number of guild roles reached (250)");
            case EVERYONE_STAYS -> error(400, 50028, "Invalid Role");
            case MESSAGE_TOO_OLD -> error(400, 50034, "You can only bulk delete messages that are under 14 days old.");
            case UNKNOWN_ANSWERED -> reference("MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message");
            case SYSTEM_ANSWERED -> reference("MESSAGE_REFERENCE_SYSTEM_MESSAGE", "Cannot reply to a system message");
            case SYSTEM_MESSAGE -> error(403, 50021, "Cannot execute action on a system message");
            case NO_HISTORY -> error(403, 160002, "Cannot reply without permission to read message history");
            case THREAD_EXISTS -> error(400, 160004, "A thread has already been created for this message");
            case THREAD_LOCKED -> error(403, 160005, "This thread is locked");
            case THREAD_ARCHIVED -> error(400, 50083, "Thread is archived");
            case THREAD_FULL -> error(400, 30033, "Maximum number of thread participants has been reached (1000)");
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

    private static Answer.Whole reference(String code, String message) {
        return Answer.error(ErrorBody.form(List.of(new FieldError(List.of("message_reference"), code, message))));
    }

    private static Answer.Whole error(int status, int code, String message) {
        return Answer.error(ErrorBody.of(status, code, message));
    }
}

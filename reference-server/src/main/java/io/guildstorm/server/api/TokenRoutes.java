package io.guildstorm.server.api;

import io.guildstorm.server.access.Revocation;
import io.guildstorm.server.api.Route.Access;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.ErrorBody;
import io.guildstorm.server.wire.ErrorBody.FieldError;
import io.guildstorm.server.wire.Form;
import io.guildstorm.server.wire.JsonWriter;
import io.guildstorm.server.wire.RefusedRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// The operator's routes about tokens: take them back, give new ones.
final class TokenRoutes {
    private static final int REVOKED_MAX = 200_000;
    private static final int ISSUED_MAX = 1_000;
    private static final int TIME_MAX = 40;

    private final ApiParts parts;

    TokenRoutes(ApiParts parts) {
        this.parts = parts;
    }

    List<Route> routes() {
        return List.of(
                new Route("POST", "/admin/v1/tokens", Access.ADMIN, this::issue),
                new Route("POST", "/admin/v1/tokens/revoke", Access.ADMIN, this::revoke));
    }

    private CompletionStage<Answer> issue(Call call) {
        var users = users(call.form(), ISSUED_MAX);
        var issued = parts.clock().instant();
        var out = new JsonWriter(users.size() * 160).beginArray();
        for (UserId user : users) {
            out.beginObject().name("id").id(user.value());
            out.name("token").value(parts.tokens().issue(user, issued)).endObject();
        }
        return Answer.now(Answer.json(200, out.endArray()));
    }

    private CompletionStage<Answer.Whole> revoke(Call call) {
        var form = call.form();
        if (form.has("users") == form.has("issued_before")) {
            throw Call.wrong("users", "BASE_TYPE_CHOICES", "Give one of users and issued_before.");
        }
        var now = parts.clock().instant();
        var revocation = form.has("users")
                ? new Revocation.OfUsers(users(form, REVOKED_MAX), now)
                : new Revocation.IssuedBefore(time(form, now));
        return parts.revoker().revoke(revocation).thenApply(_ -> Answer.nothing());
    }

    private static Instant time(Form form, Instant now) {
        String text = form.text("issued_before", TIME_MAX).orElse("");
        form.check();
        Instant time;
        try {
            time = OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            throw Call.wrong(
                    "issued_before",
                    "DATE_TIME_TYPE_PARSE",
                    "Must be a time such as 2026-01-02T03:04:05Z; was \"" + text + "\".");
        }
        if (time.isAfter(now)) {
            throw Call.wrong("issued_before", "DATE_TIME_RANGE", "Must not be later than now, which is " + now + ".");
        }
        return time;
    }

    private List<UserId> users(Form form, int max) {
        if (!form.has("users")) {
            form.required("users");
        }
        var ids = form.ids("users", max);
        form.check();
        var users = new ArrayList<UserId>(ids.size());
        var errors = new ArrayList<FieldError>();
        for (int i = 0; i < ids.size(); i++) {
            var user = new UserId(ids.get(i));
            users.add(user);
            if (parts.accounts().user(user) == null) {
                var path = List.of("users", Integer.toString(i));
                errors.add(new FieldError(path, "UNKNOWN_USER", "There is no user " + user + "."));
            }
        }
        if (!errors.isEmpty()) {
            throw new RefusedRequest(ErrorBody.form(errors));
        }
        return users;
    }
}

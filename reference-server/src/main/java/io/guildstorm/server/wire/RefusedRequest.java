package io.guildstorm.server.wire;

/// A request that is answered with an error. Carries no stack trace: it is an answer, not a fault.
public final class RefusedRequest extends RuntimeException {
    private final transient ErrorBody body;

    public RefusedRequest(ErrorBody body) {
        super(body.message(), null, false, false);
        this.body = body;
    }

    public RefusedRequest(int status, int code, String message) {
        this(ErrorBody.of(status, code, message));
    }

    public ErrorBody body() {
        return body;
    }
}

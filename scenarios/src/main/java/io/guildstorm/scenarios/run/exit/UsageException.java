package io.guildstorm.scenarios.run.exit;

/// What was typed cannot be done; nothing was started. The message is for the user and says what would do.
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UsageException(String message) {
        super(message);
    }
}

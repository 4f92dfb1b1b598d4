package io.guildstorm.scenarios.run.exit;

/// The machine cannot do what was asked. The message is for the user and says what would help.
public final class EnvironmentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public EnvironmentException(String message) {
        super(message);
    }

    public EnvironmentException(String message, Throwable cause) {
        super(message, cause);
    }
}

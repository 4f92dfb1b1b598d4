package io.guildstorm.scenarios.check;

import java.util.Locale;

/// How available a user says to be, or, for others, is said to be.
public enum Status {
    OFFLINE,
    ONLINE,
    IDLE,
    DND,
    /// Connected, and offline to everybody else.
    INVISIBLE;

    /// As the gateway spells it: `dnd`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException it is the word of none
    public static Status of(String word) {
        for (Status status : values()) if (status.word().equals(word)) return status;
        throw new IllegalArgumentException("no status: " + word);
    }

    /// What others are to see of it.
    public Status shown() {
        return this == INVISIBLE ? OFFLINE : this;
    }
}

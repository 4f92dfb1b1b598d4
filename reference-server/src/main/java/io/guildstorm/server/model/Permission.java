package io.guildstorm.server.model;

/// What a member may do: the bits that the paths of a message look at, with the values of Discord's public API.
public enum Permission {
    ADMINISTRATOR(3),
    VIEW_CHANNEL(10),
    SEND_MESSAGES(11),
    MANAGE_MESSAGES(13),
    READ_MESSAGE_HISTORY(16),
    CREATE_PUBLIC_THREADS(35),
    SEND_MESSAGES_IN_THREADS(38);

    private final long bit;

    Permission(int shift) {
        bit = 1L << shift;
    }

    public long bit() {
        return bit;
    }

    public boolean in(long permissions) {
        return (permissions & bit) != 0;
    }

    /// What @everyone may do in a guild unless it is told otherwise: read and write in its text channels.
    public static final long EVERYONE = VIEW_CHANNEL.bit
            | SEND_MESSAGES.bit
            | READ_MESSAGE_HISTORY.bit
            | CREATE_PUBLIC_THREADS.bit
            | SEND_MESSAGES_IN_THREADS.bit;

    /// Every bit that a 64-bit permission set can hold in JSON clients: what the owner and an administrator have.
    public static final long ALL = (1L << 53) - 1;
}

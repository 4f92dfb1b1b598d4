package io.guildstorm.server.model;

/// What a member may do: the bits that this server looks at, with the values of Discord's public API.
public enum Permission {
    KICK_MEMBERS(1),
    BAN_MEMBERS(2),
    ADMINISTRATOR(3),
    MANAGE_CHANNELS(4),
    MANAGE_GUILD(5),
    VIEW_CHANNEL(10),
    SEND_MESSAGES(11),
    MANAGE_MESSAGES(13),
    READ_MESSAGE_HISTORY(16),
    MENTION_EVERYONE(17),
    CHANGE_NICKNAME(26),
    MANAGE_NICKNAMES(27),
    MANAGE_ROLES(28),
    MANAGE_THREADS(34),
    CREATE_PUBLIC_THREADS(35),
    CREATE_PRIVATE_THREADS(36),
    SEND_MESSAGES_IN_THREADS(38),
    MODERATE_MEMBERS(40);

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
            | CHANGE_NICKNAME.bit
            | CREATE_PUBLIC_THREADS.bit
            | SEND_MESSAGES_IN_THREADS.bit;

    /// Every bit that a 64-bit permission set can hold in JSON clients: what the owner and an administrator have.
    public static final long ALL = (1L << 53) - 1;

    /// All that is left to who was put on a time-out.
    public static final long TIMED_OUT = VIEW_CHANNEL.bit | READ_MESSAGE_HISTORY.bit;
}

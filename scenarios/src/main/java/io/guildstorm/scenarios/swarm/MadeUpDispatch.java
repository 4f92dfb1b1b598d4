package io.guildstorm.scenarios.swarm;

import io.guildstorm.scenarios.check.MarkedText;

/// A measured message's dispatch as a server sends it, for where no server is.
/// @param guild id in decimal
/// @param channel id in decimal
/// @param bytes that a dispatch takes, if its text can be as long as that
record MadeUpDispatch(String guild, String channel, int bytes) {
    static final long AUTHOR = 42;
    private static final long FIRST_ID = 1_181_881_881_881_000_000L;

    static long id(int number) {
        return FIRST_ID + number;
    }

    /// ASCII.
    String payload(int number, long dueNanos) {
        String before = "{\"t\":\"MESSAGE_CREATE\",\"s\":" + (number + 1) + ",\"op\":0,\"d\":{\"guild_id\":\"" + guild
                + "\",\"id\":\"" + id(number) + "\",\"channel_id\":\"" + channel + "\",\"author\":{\"id\":\"" + AUTHOR
                + "\"},\"type\":0,\"content\":\"";
        int room = bytes - before.length() - 3;
        int length = Math.clamp(room, MarkedText.MIN_CREATE_LENGTH, MarkedText.MAX_LENGTH);
        return before + MarkedText.create(number, dueNanos, length) + "\"}}";
    }
}

package io.guildstorm.server.wire;

/// Which events a session asks for, as bits of its IDENTIFY, with the values of Discord's public API. Only those that
/// this server looks at.
public enum Intent {
    GUILDS(0),
    GUILD_MEMBERS(1),
    /// Bans.
    GUILD_MODERATION(2),
    GUILD_PRESENCES(8),
    GUILD_MESSAGES(9),
    GUILD_MESSAGE_TYPING(11),
    /// Without it, what others say comes empty unless it mentions the reader.
    MESSAGE_CONTENT(15);

    /// Bits that clients may name, whether or not anything comes of them: the published ones, 0 to 16, 20, 21,
    /// 24, 25.
    public static final int KNOWN = 0x1_FFFF | 3 << 20 | 3 << 24;

    private final int bit;

    Intent(int shift) {
        bit = 1 << shift;
    }

    public int bit() {
        return bit;
    }

    public boolean in(int intents) {
        return (intents & bit) != 0;
    }
}

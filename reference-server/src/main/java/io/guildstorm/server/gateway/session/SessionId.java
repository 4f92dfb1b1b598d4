package io.guildstorm.server.gateway.session;

import java.util.HexFormat;
import java.util.Optional;

/// Names a session to its client: 4 hexadecimal digits of the lane where it began, 16 of a random number. The lane is
/// where a resume asks first; guessing the number is half of stealing a session, the owner's token is the other half.
/// @param lane index of the lane where it began, 0 to 65,535
record SessionId(int lane, long random) {
    private static final int DIGITS = 20;
    private static final HexFormat HEX = HexFormat.of();

    static Optional<SessionId> parse(String text) {
        if (text.length() != DIGITS || !text.chars().allMatch(HexFormat::isHexDigit)) {
            return Optional.empty();
        }
        return Optional.of(
                new SessionId(HexFormat.fromHexDigits(text, 0, 4), HexFormat.fromHexDigitsToLong(text, 4, DIGITS)));
    }

    @Override
    public String toString() {
        return HEX.toHexDigits((short) lane) + HEX.toHexDigits(random);
    }
}

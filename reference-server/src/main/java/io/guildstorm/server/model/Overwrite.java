package io.guildstorm.server.model;

/// What a channel allows and denies a role or a member, whatever the guild's roles say.
/// @param target id of the role or the user; the guild's id means everyone
/// @param allow bits of [Permission]
/// @param deny bits of [Permission]; what is in both is allowed
public record Overwrite(long target, Kind kind, long allow, long deny) {
    /// Whose it is, with the numbers of Discord's public API.
    public enum Kind {
        ROLE(0),
        MEMBER(1);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }
    }
}

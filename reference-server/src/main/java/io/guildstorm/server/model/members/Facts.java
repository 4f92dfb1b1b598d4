package io.guildstorm.server.model.members;

/// What is known of a member in 64 bits: bit 63 that it has a text beside, bits 41 to 56 the number of its set of
/// roles, bits 0 to 40 when it joined, in milliseconds since 2015. Bits 57 to 62 are zero. Pure.
public final class Facts {
    /// Sets of roles are numbered below this.
    public static final int ROLE_SETS = 1 << 16;

    /// Milliseconds from 2015 that fit: until 2084.
    public static final long JOINED_MAX = (1L << 41) - 1;

    private static final int ROLES_SHIFT = 41;
    private static final long TEXT = 1L << 63;

    private Facts() {}

    /// @param joined 0 to [#JOINED_MAX]
    /// @param roleSet 0 to [#ROLE_SETS] - 1
    public static long of(long joined, int roleSet) {
        return joined | ((long) roleSet << ROLES_SHIFT);
    }

    public static long joined(long facts) {
        return facts & JOINED_MAX;
    }

    public static int roleSet(long facts) {
        return (int) (facts >>> ROLES_SHIFT) & (ROLE_SETS - 1);
    }

    public static long withRoleSet(long facts, int roleSet) {
        return (facts & ~((ROLE_SETS - 1L) << ROLES_SHIFT)) | ((long) roleSet << ROLES_SHIFT);
    }

    static boolean hasText(long facts) {
        return (facts & TEXT) != 0;
    }

    static long withText(long facts, boolean text) {
        return text ? facts | TEXT : facts & ~TEXT;
    }
}

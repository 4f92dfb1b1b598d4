package io.guildstorm.server.model.hash;

/// The generator SplitMix64 as a function of its state: what spreads ids that lie close together over all 64 bits
/// (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014). Pure.
public final class SplitMix64 {
    /// What the generator's state grows by: 2^64 over the golden ratio, odd.
    public static final long GAMMA = 0x9E37_79B9_7F4A_7C15L;

    private SplitMix64() {}

    /// 64 bits that look random, others for each `value`; the numbers that follow the first of a seed are those of
    /// `seed + GAMMA`, `seed + 2 * GAMMA` and so on.
    public static long mixed(long value) {
        long z = value + GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }
}

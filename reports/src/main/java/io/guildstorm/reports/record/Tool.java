package io.guildstorm.reports.record;

import org.jspecify.annotations.Nullable;

/// The build of Guildstorm that ran.
/// @param git null outside a checkout
public record Tool(String version, @Nullable Git git) {

    /// The commit that was built.
    /// @param dirty whether tracked files differed from `commit`
    public record Git(String commit, boolean dirty) {}
}

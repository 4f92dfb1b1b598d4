package io.guildstorm.reports.record;

import org.jspecify.annotations.Nullable;

/// Where the time goes: from the intended send of a message until it had passed each stage, one value a message.
/// @param received      the server had read the request
/// @param owner         the guild's owner had given it its place
/// @param durable       the store had synced it
/// @param fanoutStarted the first lane had it
/// @param first         the first recipient had it
/// @param last          the last recipient had it
public record Stages(
        @Nullable Quantiles received,
        @Nullable Quantiles owner,
        @Nullable Quantiles durable,
        @Nullable Quantiles fanoutStarted,
        @Nullable Quantiles first,
        @Nullable Quantiles last) {}

package io.guildstorm.reports.record;

import org.jspecify.annotations.Nullable;

/// Every latency of a run, null where it was not measured.
/// @param delivery          intended send → arrival at a recipient, one value a delivery, real sessions only
/// @param deliveryInProcess the same for in-process sessions; never merged with, added to or drawn as `delivery`
/// @param deliveryStorm     `delivery` to those already there while others signed in
/// @param update            request of an edit → its answer
/// @param delete            request of a delete → its answer
/// @param history           request of a page of history → its answer
/// @param sendAck           intended send → 2xx
/// @param firstRecipient    intended send → the first recipient has it, one value a message
/// @param lastRecipient     intended send → the last recipient has it
/// @param spread            first recipient → last recipient
/// @param sessionP99        p99 of each session
/// @param statusStaleness   a change of a status that stood → a watcher is told, one value a watcher
/// @param ghostOnline       a user goes offline → a watcher no longer sees it, one value a watcher
/// @param statusStalenessInProcess `statusStaleness` of users without sockets; never merged with it
public record Latency(
        @Nullable Quantiles delivery,
        @Nullable Quantiles deliveryInProcess,
        @Nullable Quantiles deliveryStorm,
        @Nullable Quantiles update,
        @Nullable Quantiles delete,
        @Nullable Quantiles history,
        @Nullable Quantiles sendAck,
        @Nullable Quantiles firstRecipient,
        @Nullable Quantiles lastRecipient,
        @Nullable Quantiles spread,
        @Nullable Stages stages,
        @Nullable SessionFairness sessionP99,
        @Nullable Quantiles statusStaleness,
        @Nullable Quantiles ghostOnline,
        @Nullable Quantiles statusStalenessInProcess) {
    public static final Latency NONE =
            new Latency(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    /// The same, with what became of statuses.
    public Latency withStatuses(
            @Nullable Quantiles staleness, @Nullable Quantiles ghosts, @Nullable Quantiles stalenessInProcess) {
        return new Latency(
                delivery,
                deliveryInProcess,
                deliveryStorm,
                update,
                delete,
                history,
                sendAck,
                firstRecipient,
                lastRecipient,
                spread,
                stages,
                sessionP99,
                staleness,
                ghosts,
                stalenessInProcess);
    }
}

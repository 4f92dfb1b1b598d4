package io.guildstorm.scenarios.gatling;

/// When each of several senders, who take turns, sends next. Any thread.
interface Turns {
    /// The sender's next send: the first number that is not below `cursor` and lies `step` apart from it.
    LoadPlan.Next next(long cursor, int step);
}

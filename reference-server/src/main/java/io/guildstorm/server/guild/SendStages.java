package io.guildstorm.server.guild;

import io.guildstorm.server.model.MessageId;

/// When one message passed each stage; nanoseconds of the node's ticker.
/// @param position of its event in the guild
/// @param receivedNanos the request had been read
/// @param ownerNanos the guild process had given it an id and handed it to the store
/// @param durableNanos the log was synced
/// @param fanoutNanos the event was encoded and published
/// @param publishingNanos how long the guild process took to hand the event to fan-out
/// @param deliveredNanos the guild process saw that every session had been given it
public record SendStages(
        MessageId message,
        long position,
        long receivedNanos,
        long ownerNanos,
        long durableNanos,
        long fanoutNanos,
        long publishingNanos,
        long deliveredNanos) {}

package io.guildstorm.server.guild;

/// Tells the nodes of a cluster apart in the ids that they give out.
/// @param value 0 to 1,023: the worker and process bits of a Snowflake
public record WorkerId(int value) {
    public WorkerId {
        if (value < 0 || value > 1_023) {
            throw new IllegalArgumentException("worker id not in 0…1023: " + value);
        }
    }
}

package io.guildstorm.server.guild;

import io.guildstorm.server.model.members.SyntheticMember;

/// Tells the nodes of a cluster apart in the ids that they give out.
/// @param value 0 to 1,022: the worker and process bits of a Snowflake; 1,023 are those of [SyntheticMember]
public record WorkerId(int value) {
    public WorkerId {
        if (value < 0 || value >= SyntheticMember.WORKER) {
            throw new IllegalArgumentException("worker id not in 0…1022: " + value);
        }
    }
}

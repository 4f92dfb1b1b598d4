package io.guildstorm.simulator.torture.drive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The guild in which it all happens.
/// @param guild its id
/// @param channels name → id
/// @param owner who may do everything, and whom no rule of access concerns
/// @param members the clients, in the order of the plan
record Scene(String guild, Map<String, String> channels, User owner, List<User> members) {
    /// @param name in the history, for example `c3`
    record User(String name, String id, String token) {}

    Scene {
        channels = new LinkedHashMap<>(channels);
        members = List.copyOf(members);
    }

    List<String> channelNames() {
        return List.copyOf(channels.keySet());
    }

    String id(String channel) {
        String id = channels.get(channel);
        if (id == null) throw new IllegalArgumentException("no channel #" + channel);
        return id;
    }

    /// The name of a channel by its id; the id itself for one that is not ours.
    String name(String id) {
        return channels.entrySet().stream()
                .filter(entry -> entry.getValue().equals(id))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(id);
    }
}

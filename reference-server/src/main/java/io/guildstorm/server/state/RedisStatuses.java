package io.guildstorm.server.state;

import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/// Statuses in Redis: a hash a presence server, a field a user. While Redis does not answer, what is saved is dropped.
final class RedisStatuses implements StatusBackup {
    private final RedisState state;
    private final RedisAsyncCommands<String, byte[]> redis;
    private final String prefix;

    /// @param prefix of its keys
    RedisStatuses(RedisState state, RedisAsyncCommands<String, byte[]> redis, String prefix) {
        this.state = state;
        this.redis = redis;
        this.prefix = prefix;
    }

    private String key(int server) {
        return prefix + server;
    }

    @Override
    public void save(int server, Map<Long, byte[]> users, Duration lifetime) {
        var known = new HashMap<String, byte[]>();
        int bytes = 0;
        for (var user : users.entrySet()) {
            if (user.getValue().length > 0) {
                known.put(user.getKey().toString(), user.getValue());
                bytes += user.getValue().length + RedisState.KEY_BYTES;
            }
        }
        String[] gone = users.entrySet().stream()
                .filter(user -> user.getValue().length == 0)
                .map(user -> user.getKey().toString())
                .toArray(String[]::new);
        if (!state.hasRoom(bytes)) {
            return;
        }
        if (!known.isEmpty()) {
            state.follow(redis.hset(key(server), known), bytes);
        }
        if (gone.length > 0) {
            state.follow(redis.hdel(key(server), gone), gone.length * RedisState.KEY_BYTES);
        }
        keep(server, lifetime);
    }

    @Override
    public void keep(int server, Duration lifetime) {
        if (state.hasRoom(0)) {
            state.follow(redis.pexpire(key(server), lifetime), 0);
        }
    }

    @Override
    public CompletionStage<Map<Long, byte[]>> load(int server) {
        return state.asked(() -> redis.hgetall(key(server)))
                .thenApply(all -> all.entrySet().stream()
                        .collect(Collectors.toMap(user -> Long.valueOf(user.getKey()), Map.Entry::getValue)));
    }
}

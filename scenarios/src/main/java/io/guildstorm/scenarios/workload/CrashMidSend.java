package io.guildstorm.scenarios.workload;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `kill -9` among concurrent sends: what was acknowledged must be there after the restart, once.
///
/// Every send has a nonce. After the restart all messages are read back by history; a send whose answer never came is
/// then repeated with its nonce, which must not make a second message if the first had arrived.
public record CrashMidSend() implements Workload {
    /// Sends, unless `--sends` says otherwise.
    public static final int SENDS = 10_000;

    /// Sends that are under way at once.
    public static final int CONCURRENT = 512;

    /// Characters of a message.
    public static final int TEXT_LENGTH = 120;

    @Override
    public String name() {
        return "crash-mid-send";
    }

    @Override
    public String question() {
        return "Does an acknowledged message survive kill -9?";
    }

    @Override
    public String load() {
        return "10,000 sends, 512 at a time; the server is killed at a seeded instant among them and restarted";
    }

    @Override
    public List<String> mustHold() {
        return List.of(
                "every acknowledged message is found after the restart, once",
                "a send that is repeated with its nonce makes one message");
    }

    @Override
    public Map<String, String> switches() {
        var switches = new TreeMap<>(UNLIMITED);
        switches.put("store", "rocksdb");
        return switches;
    }

    @Override
    public int seconds() {
        return 20;
    }

    @Override
    public List<String> next() {
        return List.of("./guildstorm run crash-mid-send --seed 7", "./guildstorm run hot-channel");
    }
}

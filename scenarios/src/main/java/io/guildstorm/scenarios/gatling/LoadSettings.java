package io.guildstorm.scenarios.gatling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guildstorm.scenarios.check.MarkedText;
import io.guildstorm.scenarios.schedule.Burst;
import io.guildstorm.scenarios.schedule.LoadSchedule;
import io.guildstorm.scenarios.schedule.Typists;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a simulation is told by system properties `gs.*`.
///
/// | property | meaning | default |
/// |---|---|---|
/// | `gs.demo` | a `demo.json` to take server, channel and tokens from | none |
/// | `gs.base-url` `gs.channel` `gs.tokens` | the server, the channel's id, a file of one token a line | from `gs.demo`
/// |
/// | `gs.guild` | the guild's id, for simulations that ask for its members | from `gs.demo` |
/// | `gs.senders` | long-lived users that send in turn | 50, at most the tokens |
/// | `gs.sockets` | users that hold a WebSocket besides | 10 |
/// | `gs.rate` `gs.burst` `gs.seed` | the schedule | 20 a second, half a second's worth every 5 s, 42 |
/// | `gs.seconds` | how long the first phase lasts | 30 |
/// | `gs.warmup` | seconds of it that are in no histogram | 0 |
/// | `gs.rehearsal` `gs.rehearsal-tokens` | a channel that nobody listens to, and a file of one token a line of those
/// who send there before the first phase, until the code that sends is compiled | none |
/// | `gs.flood-rate` `gs.flood-connections` | what one member sends besides, and over how many connections | none, 16 |
/// | `gs.typing` | who types, and how often: `none`, or groups of places among the tokens such as `0-40/8000ms` | two
/// behind those who read, every second |
/// | `gs.everyone` | whether each message says `@everyone` | false |
/// | `gs.bytes` | length of a message's text | 200 |
/// | `gs.out` `gs.name` | folder for logs, this process's name in it | the working folder, `gatling-0` |
/// | `gs.controlled` | phases come on standard input | false |
record LoadSettings(
        String baseUrl,
        String channel,
        String guild,
        List<String> tokens,
        int senders,
        int sockets,
        LoadSchedule schedule,
        Duration first,
        Duration warmup,
        int textLength,
        Path out,
        String name,
        boolean controlled,
        @Nullable Rehearsal rehearsal,
        @Nullable Flooding flooding,
        List<Typists> typing,
        boolean toEveryone) {
    /// Where to send before it counts.
    /// @param tokens of as many who may, each for one sender
    record Rehearsal(String channel, List<String> tokens) {
        Rehearsal {
            tokens = List.copyOf(tokens);
        }
    }

    /// What one member sends besides the others.
    record Flooding(double ratePerSecond, int connections) {}

    LoadSettings {
        tokens = List.copyOf(tokens);
        typing = List.copyOf(typing);
    }

    /// @throws IllegalArgumentException naming the property, its value and what is allowed
    static LoadSettings of(Map<String, String> given) {
        var demo = demo(given.get("gs.demo"));
        var tokens = given.containsKey("gs.tokens") ? lines(Path.of(given.get("gs.tokens"))) : demo.tokens;
        if (tokens.isEmpty()) {
            throw new IllegalArgumentException("gs.tokens names no token: give a file of one token a line, or gs.demo");
        }
        int senders = Math.min(whole(given, "gs.senders", 50, 1, 100_000), tokens.size());
        double rate = number(given, "gs.rate", 20);
        var burst = given.containsKey("gs.burst") ? Burst.parse(given.get("gs.burst")) : Burst.usual(rate);
        return new LoadSettings(
                required(given, "gs.base-url", demo.baseUrl),
                required(given, "gs.channel", demo.channel),
                given.getOrDefault("gs.guild", demo.guild),
                tokens,
                senders,
                Math.min(whole(given, "gs.sockets", 10, 0, 10_000), tokens.size()),
                new LoadSchedule(rate, burst, whole(given, "gs.seed", 42, Integer.MIN_VALUE, Integer.MAX_VALUE)),
                Duration.ofMillis((long) (number(given, "gs.seconds", 30) * 1000)),
                given.getOrDefault("gs.warmup", "0").matches("0(\\.0)?")
                        ? Duration.ZERO
                        : Duration.ofMillis((long) (number(given, "gs.warmup", 0) * 1000)),
                whole(given, "gs.bytes", 200, MarkedText.MIN_CREATE_LENGTH, MarkedText.MAX_LENGTH),
                Path.of(given.getOrDefault("gs.out", ".")),
                given.getOrDefault("gs.name", "gatling-0"),
                Boolean.parseBoolean(given.getOrDefault("gs.controlled", "false")),
                given.containsKey("gs.rehearsal")
                        ? new Rehearsal(
                                given.get("gs.rehearsal"), lines(Path.of(required(given, "gs.rehearsal-tokens", ""))))
                        : null,
                given.containsKey("gs.flood-rate")
                        ? new Flooding(
                                number(given, "gs.flood-rate", 1), whole(given, "gs.flood-connections", 16, 1, 1_000))
                        : null,
                given.containsKey("gs.typing") ? Typists.parse(given.get("gs.typing")) : List.of(usualTypists(senders)),
                Boolean.parseBoolean(given.getOrDefault("gs.everyone", "false")));
    }

    private static Typists usualTypists(int senders) {
        int from = senders + ChannelSimulation.READERS;
        return new Typists(from, from + ChannelSimulation.TYPERS, Duration.ofSeconds(1));
    }

    String gateway() {
        return baseUrl.replaceFirst("^http", "ws") + "/gateway?v=10&encoding=json";
    }

    /// The user that a token belongs to: its first part, in base64.
    static long userOf(String token) {
        String head = token.substring(0, token.indexOf('.'));
        return Long.parseLong(new String(Base64.getDecoder().decode(head), StandardCharsets.US_ASCII));
    }

    private record Demo(String baseUrl, String channel, String guild, List<String> tokens) {}

    private static Demo demo(@Nullable String file) {
        if (file == null) {
            return new Demo("", "", "", List.of());
        }
        try {
            JsonNode read = new ObjectMapper().readTree(Path.of(file).toFile());
            var tokens = new ArrayList<String>();
            read.path("users").forEach(user -> tokens.add(user.path("token").asText()));
            return new Demo(
                    read.path("base_url").asText(),
                    read.path("channels").path(0).path("id").asText(),
                    read.path("guild").asText(),
                    tokens);
        } catch (IOException e) {
            throw new IllegalArgumentException("gs.demo cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException("gs.tokens cannot be read: " + e.getMessage(), e);
        }
    }

    private static String required(Map<String, String> given, String name, String otherwise) {
        String value = given.getOrDefault(name, otherwise);
        if (value.isEmpty()) {
            throw new IllegalArgumentException(name + " is missing: give it, or a demo.json by gs.demo");
        }
        return value;
    }

    private static double number(Map<String, String> given, String name, double otherwise) {
        String text = given.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            double value = Double.parseDouble(text);
            if (value > 0 && value <= 1e6) {
                return value;
            }
        } catch (NumberFormatException _) {
            // refused below, with the same words
        }
        throw new IllegalArgumentException(
                name + " cannot be \"" + text + "\": give a number above 0, at most 1000000");
    }

    private static int whole(Map<String, String> given, String name, int otherwise, int least, int most) {
        String text = given.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException _) {
            // refused below, with the same words
        }
        throw new IllegalArgumentException(String.format(
                Locale.ROOT, "%s cannot be \"%s\": give a whole number from %d to %d", name, text, least, most));
    }
}

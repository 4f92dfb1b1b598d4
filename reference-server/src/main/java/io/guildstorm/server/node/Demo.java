package io.guildstorm.server.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.guildstorm.server.api.ApiParts;
import io.guildstorm.server.guild.Crowds;
import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildCommand;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.node.Options.DemoOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The guild of `--demo`: made once, found again on later starts, and described in `demo.json` so that any client can
/// begin without asking.
final class Demo {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> NAMES = List.of(
            "ann", "bob", "cyd", "dan", "eve", "fay", "gus", "hal", "ivy", "jan", "kit", "leo", "mia", "ned", "oda",
            "pam", "ray", "sue", "tom", "una");
    private static final List<String> CHANNELS = List.of("general", "random");
    private static final int START_SECONDS = 60;

    private final ApiParts parts;
    private final DataFolder folder;
    private final DemoOptions options;

    Demo(ApiParts parts, DataFolder folder, DemoOptions options) {
        this.parts = parts;
        this.folder = folder;
        this.options = options;
    }

    /// What is written into `demo.json`, names in the order of run-record.md.
    @SuppressWarnings("RecordComponentName") // the names of the file
    private record File(
            String base_url,
            String gateway_url,
            String admin_token,
            String guild,
            List<Named> channels,
            List<Person> users) {
        private record Named(String id, String name) {}

        private record Person(String id, String name, String token) {}
    }

    /// Blocks until all is durable.
    /// @param authority host and port under which clients reach this server
    void write(String authority) {
        try {
            var before = read();
            var people = before == null ? newPeople() : people(before);
            var view = before == null ? found(people) : theirs(before);
            var file = new File(
                    parts.scheme().http() + "://" + authority,
                    parts.scheme().webSocket() + "://" + authority + "/gateway",
                    parts.admin().text(),
                    view.id().toString(),
                    view.channels().stream()
                            .map(channel -> new File.Named(channel.id().toString(), channel.name()))
                            .toList(),
                    people);
            String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(file) + "\n";
            DataFolder.write(folder.demoFile(), text);
            if (options.file().isPresent()) {
                DataFolder.write(options.file().get(), text);
            }
        } catch (IOException e) {
            throw RefusedStart.environment("cannot write demo.json: " + e + ".");
        }
    }

    /// The file of an earlier start, if its guild is in the store; null: there is none.
    private @Nullable JsonNode read() throws IOException {
        Path file = folder.demoFile();
        if (!Files.exists(file)) {
            return null;
        }
        try {
            var before = JSON.readTree(file.toFile());
            long guild = before.path("guild").asLong(0);
            return guild > 0 && parts.guilds().view(new GuildId(guild)) != null ? before : null;
        } catch (JsonProcessingException _) {
            return null; // not ours, or of another time: it is written anew
        }
    }

    private GuildView theirs(JsonNode before) {
        var guild = new GuildId(before.path("guild").asLong());
        var view = parts.guilds().view(guild);
        if (view == null) {
            throw new IllegalStateException("the demo guild is gone: " + guild);
        }
        return view;
    }

    /// Tokens that count no more are made anew.
    private List<File.Person> people(JsonNode before) {
        var people = new ArrayList<File.Person>();
        for (JsonNode user : before.path("users")) {
            String id = user.path("id").asText();
            String token = user.path("token").asText();
            if (parts.tokens().verify(token).isEmpty()) {
                token = parts.tokens()
                        .issue(new UserId(Long.parseLong(id)), parts.clock().instant());
            }
            people.add(new File.Person(id, user.path("name").asText(), token));
        }
        return people;
    }

    private List<File.Person> newPeople() {
        var users = new ArrayList<User>();
        for (int i = 0; i < options.users(); i++) {
            users.add(new User(newId(), i < NAMES.size() ? NAMES.get(i) : "user-" + i, false));
        }
        await(parts.accounts().add(users));
        var issued = parts.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        return users.stream()
                .map(user -> new File.Person(
                        user.id().toString(), user.name(), parts.tokens().issue(user.id(), issued)))
                .toList();
    }

    private GuildView found(List<File.Person> people) {
        var members = new ArrayList<User>();
        for (File.Person person : people) {
            members.add(new User(new UserId(Long.parseLong(person.id())), person.name(), false));
        }
        var guild = new GuildId(parts.ids().getAsLong());
        var owner = members.getFirst();
        var wanted = new Crowds.Wanted(1, Math.max(0, options.members() - members.size()), 0);
        var crowd = await(parts.crowds().make(guild, wanted));
        var created = ask(guild, new GuildCommand.Create("demo", owner, CHANNELS, members, crowd));
        if (created instanceof GuildAnswer.Created(var view)) {
            return view;
        }
        throw new IllegalStateException("the demo guild was not created: " + created);
    }

    private GuildAnswer ask(GuildId guild, GuildCommand command) {
        var answer = await(parts.guilds().ask(guild, command, parts.ticker().nanos()));
        if (answer instanceof GuildAnswer.Refused(var why)) {
            throw new IllegalStateException("the demo guild was refused: " + why);
        }
        return answer;
    }

    private UserId newId() {
        return new UserId(parts.ids().getAsLong());
    }

    private static <T> T await(java.util.concurrent.CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(START_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}

package io.guildstorm.server.gateway;

import static io.guildstorm.server.gateway.TestServer.ALL;
import static io.guildstorm.server.gateway.TestServer.ANN;
import static io.guildstorm.server.gateway.TestServer.BOB;
import static io.guildstorm.server.gateway.TestServer.GUILD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.guildstorm.server.fanout.DirectFanout;
import io.guildstorm.server.fanout.FanoutStrategy;
import io.guildstorm.server.fanout.GatewayFanout;
import io.guildstorm.server.fanout.RelayFanout;
import io.guildstorm.server.gateway.session.PassiveTerms;
import io.guildstorm.server.guild.GuildSettings;
import io.guildstorm.server.model.AccessCommand;
import io.guildstorm.server.model.AccessCommand.ChannelEdit;
import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildAnswer.Changed;
import io.guildstorm.server.model.GuildCommand;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.Overwrite;
import io.guildstorm.server.model.Permission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a session gets of a guild that its client has not opened, over real sockets. Ann speaks, Bob listens.
class PassiveTest {
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final long VIEW = Permission.VIEW_CHANNEL.bit();
    private static final String FOR_BOB = "<@" + BOB.id() + ">";

    private TestServer server = on(new RelayFanout(), PassiveTerms.Update.DELTA, GuildSettings.DEFAULTS);

    private static TestServer on(FanoutStrategy fanout, PassiveTerms.Update update, GuildSettings guilds) {
        return new TestServer(
                GatewaySettings.defaults().withPassive(Optional.of(new PassiveTerms(update, INTERVAL))),
                guilds.withPassive(true),
                fanout);
    }

    private void restart(FanoutStrategy fanout, PassiveTerms.Update update, GuildSettings guilds) {
        server.close();
        server = on(fanout, update, guilds);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    static Stream<FanoutStrategy> fanouts() {
        return Stream.of(new RelayFanout(), new DirectFanout(), new GatewayFanout());
    }

    @ParameterizedTest
    @MethodSource("fanouts")
    void a_guild_that_is_not_open_is_silent_but_for_what_names_the_reader(FanoutStrategy fanout) {
        restart(fanout, PassiveTerms.Update.DELTA, GuildSettings.DEFAULTS);
        try (var bob = bob()) {
            var first = server.say(ANN, "not for bob");
            edit(first, "still not");
            edit(server.say(ANN, "dear " + FOR_BOB), "dearest " + FOR_BOB);
            delete(first);
            server.say(ANN, "dear <@" + ANN.id() + ">");
            create("news");

            assertThat(types(bob, 3)).containsExactly("MESSAGE_CREATE", "MESSAGE_UPDATE", "CHANNEL_CREATE");
            assertThat(numbersOf(bob)).containsExactly(1, 2, 3, 4, 5);
        }
    }

    /// Bob may not mention everyone, so his own word is none.
    @ParameterizedTest
    @MethodSource("fanouts")
    void what_mentions_everyone_reaches_who_does_not_have_the_guild_open(FanoutStrategy fanout) {
        restart(fanout, PassiveTerms.Update.DELTA, GuildSettings.DEFAULTS);
        try (var bob = bob()) {
            server.say(BOB, "not to @everyone");
            var heard = server.say(ANN, "to @everyone");
            edit(heard, "once more @here");
            edit(heard, "to nobody");
            create("news");

            var said = bob.dispatch("MESSAGE_CREATE").path("d");
            assertThat(said.path("id").asText()).isEqualTo(idOf(heard));
            assertThat(said.path("content").asText()).isEqualTo("to @everyone");
            assertThat(said.path("mention_everyone").asBoolean()).isTrue();
            assertThat(types(bob, 2)).containsExactly("MESSAGE_UPDATE", "CHANNEL_CREATE");
        }
    }

    @ParameterizedTest
    @MethodSource("fanouts")
    void opening_tells_what_is_unread_and_then_everything_until_it_is_closed(FanoutStrategy fanout) {
        restart(fanout, PassiveTerms.Update.DELTA, GuildSettings.DEFAULTS);
        try (var bob = bob()) {
            var unread = server.say(ANN, "unread");
            var update = open(bob);
            server.say(ANN, "read");
            assertThat(bob.messages(1)).containsExactly("read");
            close(bob);
            settle(bob);
            server.say(ANN, "unread again");
            server.say(ANN, FOR_BOB);

            assertThat(marksOf(update)).isEqualTo(Map.of(server.square().toString(), idOf(unread)));
            assertThat(bob.messages(1)).containsExactly(FOR_BOB);
        }
    }

    @Test
    void opening_what_has_nothing_unread_is_told_too() {
        try (var bob = bob()) {
            assertThat(marksOf(open(bob))).isEmpty();
        }
    }

    @Test
    void a_client_may_open_its_guild_before_it_has_it() {
        try (var bob = server.connect().identify(server.token(BOB), ALL)) {
            open(bob);
            server.say(ANN, "heard");

            assertThat(bob.messages(1)).containsExactly("heard");
            assertThat(types(bob)).containsExactly("READY", "GUILD_CREATE", "PASSIVE_UPDATE_V2", "MESSAGE_CREATE");
        }
    }

    @Test
    void shown_channels_open_a_guild_as_typing_does_and_other_wishes_change_nothing() {
        try (var bob = bob()) {
            subscribe(bob, "\"members\":[]");
            subscribe(bob, "\"channels\":{\"" + server.square() + "\":[[0,99]]}");
            bob.dispatch("PASSIVE_UPDATE_V2");
            subscribe(bob, "\"activities\":true");
            settle(bob);
            server.say(ANN, "heard");

            assertThat(bob.messages(1)).containsExactly("heard");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"op\":14,\"d\":{}}",
                "{\"op\":14,\"d\":{\"guild_id\":\"1\",\"typing\":1}}",
                "{\"op\":14,\"d\":{\"guild_id\":\"1\",\"channels\":[]}}"
            })
    void what_is_no_subscription_is_closed_with_4001(String payload) {
        try (var bob = bob()) {
            assertThat(bob.send(payload).closing().code()).isEqualTo(4001);
        }
    }

    @Test
    void without_passive_sessions_op_14_changes_nothing() {
        try (var plain = new TestServer();
                var bob = plain.signedIn(BOB, ALL)) {
            close(bob);
            settle(bob);
            plain.say(ANN, "heard");

            assertThat(bob.messages(1)).containsExactly("heard");
        }
    }

    @ParameterizedTest
    @EnumSource
    void once_in_an_interval_what_is_unread_is_told_by_one_frame(PassiveTerms.Update update) {
        restart(new RelayFanout(), update, GuildSettings.DEFAULTS);
        var news = create("news");
        boolean all = update == PassiveTerms.Update.SNAPSHOT;
        String type = all ? "PASSIVE_UPDATE_V1" : "PASSIVE_UPDATE_V2";
        try (var bob = bob()) {
            server.say(ANN, "first");
            var said = server.say(ANN, "second");
            skipInterval(bob);
            var first = bob.dispatch(type);
            var told = say(news, "third");
            skipInterval(bob);
            var second = bob.dispatch(type);
            skipInterval(bob); // nothing was said
            server.say(ANN, FOR_BOB);

            assertThat(marksOf(first))
                    .isEqualTo(
                            all
                                    ? Map.of(server.square().toString(), idOf(said), news.toString(), "null")
                                    : Map.of(server.square().toString(), idOf(said)));
            assertThat(marksOf(second))
                    .isEqualTo(
                            all
                                    ? Map.of(server.square().toString(), idOf(said), news.toString(), idOf(told))
                                    : Map.of(news.toString(), idOf(told)));
            assertThat(bob.messages(1)).containsExactly(FOR_BOB);
            assertThat(types(bob)).containsExactly("READY", "GUILD_CREATE", type, type, "MESSAGE_CREATE");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_channel_that_the_reader_does_not_see_is_never_named(PassiveTerms.Update update) {
        restart(new RelayFanout(), update, GuildSettings.DEFAULTS);
        var hidden = create("hidden", new Overwrite(GUILD.value(), Overwrite.Kind.ROLE, 0, VIEW));
        String type = update == PassiveTerms.Update.SNAPSHOT ? "PASSIVE_UPDATE_V1" : "PASSIVE_UPDATE_V2";
        try (var bob = bob();
                var ann = server.signedIn(ANN, ALL)) {
            say(hidden, "psst " + FOR_BOB);
            server.say(ANN, "for all");
            settle(ann);
            skipInterval(bob);

            assertThat(marksOf(bob.dispatch(type)))
                    .containsOnlyKeys(server.square().toString());
            assertThat(marksOf(ann.dispatch(type)))
                    .containsOnlyKeys(server.square().toString(), hidden.toString());
        }
    }

    @Test
    void a_channel_that_is_closed_is_named_no_more_and_one_that_appears_is_told_with_what_was_said_before() {
        try (var bob = bob()) {
            var said = server.say(ANN, "before");
            done(new AccessCommand.PutOverwrite(
                    ANN.id(), server.square(), new Overwrite(BOB.id().value(), Overwrite.Kind.MEMBER, 0, VIEW)));
            assertThat(bob.payload().path("t").asText()).isEqualTo("CHANNEL_DELETE");
            assertThat(marksOf(open(bob))).isEmpty();
            close(bob);
            settle(bob);
            done(new AccessCommand.DeleteOverwrite(
                    ANN.id(), server.square(), BOB.id().value()));
            assertThat(bob.payload().path("t").asText()).isEqualTo("CHANNEL_CREATE");
            skipInterval(bob);

            assertThat(marksOf(bob.dispatch("PASSIVE_UPDATE_V2")))
                    .isEqualTo(Map.of(server.square().toString(), idOf(said)));
        }
    }

    /// Whatever it was when, every number is given once and every text as often as it was due.
    @Test
    void a_resume_repeats_what_was_given_open_or_not() {
        try (var before = bob();
                var after = server.connect()) {
            server.say(ANN, "1");
            server.say(ANN, "2 " + FOR_BOB);
            open(before);
            server.say(ANN, "3");
            server.say(ANN, "4 " + FOR_BOB);
            before.messages(2);
            close(before);
            settle(before);
            server.say(ANN, "5");
            server.say(ANN, "6 " + FOR_BOB);
            before.messages(1);
            before.cut();
            server.say(ANN, "7");
            server.say(ANN, "8 " + FOR_BOB);
            server.awaitDelivered();

            after.resume(server.token(BOB), before.session(), 2);
            after.dispatch("RESUMED");
            open(after);
            server.say(ANN, "9");
            after.messages(1);

            assertThat(textsOf(after))
                    .containsExactly(
                            "2 " + FOR_BOB,
                            "PASSIVE_UPDATE_V2",
                            "3",
                            "4 " + FOR_BOB,
                            "6 " + FOR_BOB,
                            "8 " + FOR_BOB,
                            "RESUMED",
                            "PASSIVE_UPDATE_V2",
                            "9");
            assertThat(numbersOf(after))
                    .isEqualTo(IntStream.rangeClosed(3, 11).boxed().toList());
        }
    }

    /// What was said in a busy guild pushed everything else out of its log; passive sessions have one of their
    /// own.
    @ParameterizedTest
    @MethodSource("fanouts")
    void a_passive_session_resumes_however_much_was_said(FanoutStrategy fanout) {
        restart(
                fanout,
                PassiveTerms.Update.DELTA,
                GuildSettings.DEFAULTS.withInflight(8).withBacklog(16).withReplay(16));
        try (var before = bob();
                var after = server.connect()) {
            server.say(ANN, "1 " + FOR_BOB);
            before.messages(1);
            before.cut();
            server.say(ANN, "2 " + FOR_BOB);
            for (int i = 0; i < 40; i++) {
                server.sayAgainWhileBusy(ANN, "not for bob " + i);
            }

            after.resume(server.token(BOB), before.session(), 2);

            assertThat(after.messages(2)).containsExactly("1 " + FOR_BOB, "2 " + FOR_BOB);
            assertThat(numbersOf(after)).startsWith(3);
        }
    }

    /// Bob opens and closes, is cut and resumes, as a seed has it, while Ann speaks without pause.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void opening_closing_and_resuming_amid_messages_loses_and_repeats_nothing(int seed) {
        restart(fanouts().toList().get(seed % 3), PassiveTerms.Update.DELTA, GuildSettings.DEFAULTS);
        var random = new Random(seed);
        var story = new Story(bob());
        int count = 0;
        for (int round = 0; round < 60; round++) {
            var sends = sayAtOnce(count, count + EACH_ROUND);
            count += EACH_ROUND;
            String wish = round % 2 == 0 ? OPEN : CLOSE;
            story.wish(wish);
            if (random.nextInt(3) == 0) {
                story.resume(server);
                story.wish(wish); // the cut may have been faster
            }
            if (wish.equals(OPEN)) {
                story.awaitUpdate();
            } else {
                settle(story.client);
            }
            sends.forEach(send -> assertThat(TestServer.now(send)).isInstanceOf(GuildAnswer.Stored.class));
            if (random.nextBoolean()) {
                story.hearUntil(count - EVERY); // the last one of the round that names Bob
            }
            if (random.nextInt(3) == 0) {
                story.resume(server);
            }
        }
        server.say(ANN, FOR_BOB + " " + count);
        story.hearUntil(count);
        story.client.close();

        assertThat(story.numbers)
                .isEqualTo(
                        IntStream.rangeClosed(1, story.numbers.size()).boxed().toList());
        assertThat(story.texts).isSorted().doesNotHaveDuplicates();
        assertThat(story.texts)
                .containsAll(IntStream.range(0, count)
                        .filter(i -> i % EVERY == 0)
                        .boxed()
                        .toList());
        assertThat(story.gaps).isEmpty();
        assertThat(story.texts).hasSizeLessThan(count).hasSizeGreaterThan(count / EVERY + 2);
    }

    private List<CompletionStage<GuildAnswer>> sayAtOnce(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> (i % EVERY == 0 ? FOR_BOB : "") + " " + i)
                .map(text -> server.guilds.ask(
                        GUILD, new GuildCommand.SendMessage(server.square(), ANN, text, null, false, null), 0))
                .toList();
    }

    /// What a client had over all of its sockets.
    private static final class Story {
        private final List<Integer> numbers = new ArrayList<>();
        private final List<Integer> texts = new ArrayList<>();
        /// Texts before which another is missing, although the guild was open.
        private final List<Integer> gaps = new ArrayList<>();
        private final String session;
        private TestClient client;
        private int taken;
        private boolean open;
        private int before = NONE;

        private Story(TestClient client) {
            this.client = client;
            session = client.session();
            take();
        }

        private void wish(String wish) {
            if (wish.equals(CLOSE)) {
                take();
                open = false;
            }
            client.send(wish);
        }

        private void resume(TestServer server) {
            take();
            client.cut();
            client = server.connect().resume(server.token(BOB), session, numbers.getLast());
            taken = 0;
            client.dispatch("RESUMED"); // what is sent before is not heard
        }

        /// The guild is open, and everything that is said comes.
        private void awaitUpdate() {
            while (take() == 0) {
                client.op(0);
            }
            open = true;
            before = NONE;
        }

        private void hearUntil(int text) {
            take();
            while (!texts.contains(text)) {
                client.op(0);
                take();
            }
        }

        /// What has come by now; how often that told what is unread.
        private int take() {
            int told = 0;
            for (JsonNode dispatch :
                    client.dispatches().subList(taken, client.dispatches().size())) {
                numbers.add(dispatch.path("s").asInt());
                String type = dispatch.path("t").asText();
                told += type.equals("PASSIVE_UPDATE_V2") ? 1 : 0;
                if (type.equals("MESSAGE_CREATE")) {
                    String text = dispatch.path("d").path("content").asText();
                    say(Integer.parseInt(text.substring(text.indexOf(' ') + 1)));
                }
            }
            taken = client.dispatches().size();
            return told;
        }

        private void say(int text) {
            texts.add(text);
            if (open && before != NONE && text != before + 1) {
                gaps.add(text);
            }
            // one that names the reader may be of before the guild was open
            before = open && (before != NONE || text % EVERY != 0) ? text : NONE;
        }
    }

    private static final int NONE = -1;
    private static final int EACH_ROUND = 30;
    /// One of so many texts names Bob.
    private static final int EVERY = 5;

    private static final String CLOSE = "{\"op\":14,\"d\":{\"guild_id\":\"" + GUILD + "\",\"typing\":false}}";
    private static final String OPEN = "{\"op\":14,\"d\":{\"guild_id\":\"" + GUILD + "\",\"typing\":true}}";

    private TestClient bob() {
        return server.signedIn(BOB, ALL);
    }

    private JsonNode open(TestClient client) {
        return client.send(OPEN).dispatch("PASSIVE_UPDATE_V2");
    }

    private static void close(TestClient client) {
        client.send(CLOSE);
    }

    private static void subscribe(TestClient client, String wishes) {
        client.send("{\"op\":14,\"d\":{\"guild_id\":\"" + GUILD + "\"," + wishes + "}}");
    }

    /// What the client sent so far was obeyed; what a guild is asked by then, it is asked before what comes
    /// next.
    private static void settle(TestClient client) {
        client.send("{\"op\":1,\"d\":null}").op(11);
    }

    /// The next interval begins; its client is alive.
    private void skipInterval(TestClient client) {
        settle(client);
        server.skip(INTERVAL);
    }

    private ChannelId create(String name, Overwrite... overwrites) {
        var as = new ChannelEdit(name, null, null, List.of(overwrites), null, null);
        return new ChannelId(done(new AccessCommand.CreateChannel(ANN.id(), Channel.Kind.TEXT, as)));
    }

    private long done(GuildCommand command) {
        var answer = server.ask(command);
        assertThat(answer).isInstanceOf(Changed.class);
        return ((Changed) answer).subject();
    }

    private Message say(ChannelId channel, String text) {
        var answer = server.ask(new GuildCommand.SendMessage(channel, ANN, text, null, false, null));
        return ((GuildAnswer.Stored) answer).message();
    }

    private void edit(Message message, String text) {
        assertThat(server.ask(new GuildCommand.EditMessage(message.channel(), message.id(), ANN.id(), text)))
                .isInstanceOf(GuildAnswer.Stored.class);
    }

    private void delete(Message message) {
        assertThat(server.ask(new GuildCommand.DeleteMessage(message.channel(), message.id(), ANN.id())))
                .isNotInstanceOf(GuildAnswer.Refused.class);
    }

    private static String idOf(Message message) {
        return message.id().toString();
    }

    /// The types of the next dispatches.
    private static List<String> types(TestClient client, int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> client.op(0).path("t").asText())
                .toList();
    }

    private static List<String> types(TestClient client) {
        return client.dispatches().stream()
                .map(dispatch -> dispatch.path("t").asText())
                .toList();
    }

    /// Texts of messages, types of all else.
    private static List<String> textsOf(TestClient client) {
        return client.dispatches().stream()
                .map(dispatch -> {
                    String type = dispatch.path("t").asText();
                    return type.equals("MESSAGE_CREATE")
                            ? dispatch.path("d").path("content").asText()
                            : type;
                })
                .toList();
    }

    private static List<Integer> numbersOf(TestClient client) {
        return client.dispatches().stream()
                .map(dispatch -> dispatch.path("s").asInt())
                .toList();
    }

    /// The newest message by channel.
    private static Map<String, String> marksOf(JsonNode update) {
        var marks = new HashMap<String, String>();
        var data = update.path("d");
        assertThat(data.path("guild_id").asText()).isEqualTo(GUILD.toString());
        for (JsonNode mark : data.path(data.has("channels") ? "channels" : "updated_channels")) {
            marks.put(mark.path("id").asText(), mark.path("last_message_id").asText("null"));
        }
        return marks;
    }
}

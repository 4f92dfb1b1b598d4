package io.guildstorm.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.client.DemoServer.Person;
import io.guildstorm.server.client.Inbox.Heard;
import io.guildstorm.server.client.Inbox.Seen;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an unmodified client library has to be able to do with the packaged server.
abstract class ChatClientContract {
    @TempDir
    Path folder;

    DemoServer server;
    CuttableProxy proxy;
    Person ann;
    Person ben;
    final Inbox annHears = new Inbox();
    final Inbox benHears = new Inbox();

    /// Signs in; returns when the library says that it is ready.
    /// @param gatewayPort of the WebSocket, a proxy's perhaps
    abstract ChatClient signIn(DemoServer server, Person person, int gatewayPort, Inbox inbox) throws Exception;

    /// Switches of the server, as `name=value`.
    List<String> settings() {
        return List.of();
    }

    @BeforeEach
    void start() throws Exception {
        server = DemoServer.start(folder, settings());
        proxy = new CuttableProxy(server.port());
        ann = server.person(0);
        ben = server.person(1);
    }

    @AfterEach
    void stop() throws Exception {
        server.close(); // first: nothing that fails here may leave it behind
        proxy.close();
    }

    final ChatClient annSignsIn() throws Exception {
        return signIn(server, ann, server.port(), annHears);
    }

    final ChatClient benSignsIn() throws Exception {
        return signIn(server, ben, proxy.port(), benHears);
    }

    @Test
    void two_people_chat_edit_delete_and_type() throws Exception {
        try (var anns = annSignsIn();
                var bens = benSignsIn()) {
            assertThat(anns.cachedMembers()).contains(ann.id());

            String hello = anns.send("hello ben ☂ 🎈");
            var heard = benHears.await(Heard.Created.class, _ -> true);
            assertThat(heard).isEqualTo(new Heard.Created(hello, ann.id(), "hello ben ☂ 🎈"));
            assertThat(annHears.await(Heard.Created.class, _ -> true).id())
                    .as("ann hears herself")
                    .isEqualTo(hello);
            String answer = bens.send("hello ann");
            assertThat(annHears.await(Heard.Created.class, _ -> true).id()).isEqualTo(answer);
            bens.type();
            assertThat(annHears.await(Heard.Typing.class, _ -> true).user()).isEqualTo(ben.id());
            anns.edit(hello, "hello again");
            assertThat(benHears.await(Heard.Edited.class, _ -> true)).isEqualTo(new Heard.Edited(hello, "hello again"));
            anns.delete(hello);
            assertThat(benHears.await(Heard.Deleted.class, _ -> true).id()).isEqualTo(hello);
            assertThat(bens.history(10)).containsExactly("hello ann");
        }
    }

    /// The default limit is five sends in five seconds a user and channel.
    @Test
    void a_rate_limit_is_obeyed_without_loss_or_doubling() throws Exception {
        var contents = IntStream.range(0, 12).mapToObj(i -> "message " + i).toList();
        try (var anns = annSignsIn();
                var bens = benSignsIn()) {
            anns.sendAll(contents);

            assertThat(benHears.awaitContents(contents.size())).containsExactlyElementsOf(contents);
            assertThat(bens.history(50)).containsExactlyElementsOf(contents.reversed());
            assertThat(benHears.rest()).isEmpty();
        }
    }

    @Test
    void a_cut_connection_resumes_and_nothing_is_missed_or_repeated() throws Exception {
        try (var anns = annSignsIn();
                var _ = benSignsIn()) {
            anns.send("before");
            benHears.awaitContents(1);

            proxy.cutOff();
            anns.send("in between 1");
            anns.send("in between 2");
            assertThat(benHears.rest()).isEmpty();
            proxy.restore();
            benHears.await(Heard.Resumed.class, _ -> true);
            anns.send("after");

            assertThat(benHears.awaitContents(3)).containsExactly("in between 1", "in between 2", "after");
            assertThat(benHears.rest()).isEmpty();
        }
    }

    @Test
    void a_status_is_seen_and_whoever_hides_is_not() throws Exception {
        try (var bens = benSignsIn();
                var anns = annSignsIn()) {
            assertThat(benHears.awaitSeen(new Seen(ann.id(), "online"))).containsExactly("online");
            anns.be("dnd");
            benHears.awaitSeen(new Seen(ann.id(), "dnd"));
            anns.be("invisible");
            assertThat(benHears.awaitSeen(new Seen(ann.id(), "offline"))).containsExactly("online", "dnd", "offline");
            anns.type();
            anns.send("still here");
            benHears.awaitContents(1);
            assertThat(benHears.rest()).as("typing of one who hides").isEmpty();
            anns.be("idle");
            assertThat(benHears.awaitSeen(new Seen(ann.id(), "idle")))
                    .containsExactly("online", "dnd", "offline", "idle");
            bens.send("hello");
        }
    }

    @Test
    void a_thread_begins_on_a_message_and_all_hear_it() throws Exception {
        try (var anns = annSignsIn();
                var bens = benSignsIn()) {
            String topic = anns.send("a topic");
            benHears.awaitContents(1);
            String thread = anns.startThread(topic, "about it");

            assertThat(thread).isEqualTo(topic);
            assertThat(benHears.await(Heard.ThreadStarted.class, _ -> true))
                    .isEqualTo(new Heard.ThreadStarted(thread, "about it"));
            bens.sendIn(thread, "in the thread");
            assertThat(annHears.await(
                                    Heard.Created.class, heard -> heard.author().equals(ben.id()))
                            .content())
                    .isEqualTo("in the thread");
            assertThat(bens.history(10)).containsExactly("a topic");
        }
    }

    /// Ann owns the demo guild.
    @Test
    void a_channel_that_is_closed_is_gone_and_comes_back_and_who_is_kicked_loses_the_guild() throws Exception {
        try (var anns = annSignsIn();
                var _ = benSignsIn()) {
            var rest = new Owner(server.port(), ann);
            rest.denyView(server.channel(), ben);
            assertThat(benHears.await(Heard.ChannelGone.class, _ -> true).id()).isEqualTo(server.channel());
            anns.send("not for ben");
            rest.undeny(server.channel(), ben);
            assertThat(benHears.await(Heard.ChannelThere.class, _ -> true).id()).isEqualTo(server.channel());
            anns.send("for ben again");
            assertThat(benHears.awaitContents(1)).containsExactly("for ben again");

            rest.kick(server.guild(), ben);
            assertThat(benHears.await(Heard.GuildGone.class, _ -> true).id()).isEqualTo(server.guild());
            anns.send("without ben");
            assertThat(benHears.rest()).noneMatch(Heard.Created.class::isInstance);
        }
    }

    @Test
    void a_server_that_stops_and_starts_is_found_again() throws Exception {
        try (var anns = annSignsIn();
                var bens = benSignsIn()) {
            anns.send("before");
            benHears.awaitContents(1);

            server.stop();
            server.startAgain();
            benHears.await(Heard.SignedInAgain.class, _ -> true);
            annHears.await(Heard.SignedInAgain.class, _ -> true);
            anns.send("after");

            assertThat(benHears.awaitContents(1)).containsExactly("after");
            assertThat(bens.history(10)).isEqualTo(List.of("after", "before"));
        }
    }
}

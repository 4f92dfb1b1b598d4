package io.guildstorm.server.memberlist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guildstorm.server.Seeds;
import io.guildstorm.server.fanout.Recipient;
import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildEvent.ChannelUpdated;
import io.guildstorm.server.model.GuildEvent.MemberJoined;
import io.guildstorm.server.model.GuildEvent.MemberLeft;
import io.guildstorm.server.model.GuildEvent.MemberUpdated;
import io.guildstorm.server.model.GuildEvent.RoleUpdated;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.Members;
import io.guildstorm.server.model.Overwrite;
import io.guildstorm.server.model.Permission;
import io.guildstorm.server.model.Permissions;
import io.guildstorm.server.model.Role;
import io.guildstorm.server.model.RoleId;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.Presence.Status;
import io.guildstorm.server.wire.Viewport;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/// Lists of members without a guild's process: each task is run by the test, and time stands until it is moved.
class MemberListsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final GuildId GUILD = new GuildId(1);
    private static final RoleId HIGH = new RoleId(20);
    private static final RoleId LOW = new RoleId(21);
    private static final ChannelId OPEN = new ChannelId(30);
    private static final ChannelId CLOSED = new ChannelId(31);
    private static final long OWNER = 100;
    private static final List<Status> SHOWN = List.of(Status.ONLINE, Status.IDLE, Status.DND);
    private static final List<Status> EVERY = List.of(Status.values());
    private static final long VIEW = Permission.VIEW_CHANNEL.bit();

    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Set<Recipient> joined = new LinkedHashSet<>();
    private long nanos = 5_000_000_000L;
    private int snapshots;
    private GuildView view = guild();
    private final MemberLists lists = new MemberLists(() -> view, this::joined, () -> nanos);

    MemberListsTest() {
        lists.attach(tasks::add);
    }

    private List<Recipient> joined() {
        snapshots++;
        return List.copyOf(joined);
    }

    private static GuildView guild() {
        var roles = Map.of(
                new RoleId(1),
                new Role(new RoleId(1), "@everyone", Permission.EVERYONE, 0),
                HIGH,
                new Role(HIGH, "high", 0, 9, 0, true, false),
                LOW,
                new Role(LOW, "low", 0, 3, 0, false, false));
        var closed = Channel.text(CLOSED, GUILD, "closed", 1)
                .withOverwrites(List.of(
                        new Overwrite(1, Overwrite.Kind.ROLE, 0, VIEW),
                        new Overwrite(LOW.value(), Overwrite.Kind.ROLE, VIEW, 0)));
        var channels = List.of(Channel.text(OPEN, GUILD, "open", 0), closed);
        return new GuildView(
                GUILD, "town", new UserId(OWNER), channels, roles, Members.of(member(OWNER, "owner", List.of())), 1);
    }

    private static Member member(long id, String name, List<RoleId> roles) {
        return new Member(new User(new UserId(id), name, false), null, roles, Instant.EPOCH, null);
    }

    private void become(GuildView after, GuildEvent... events) {
        view = after;
        lists.changed(after, List.of(events));
    }

    private void admit(long id, String name, RoleId... roles) {
        var member = member(id, name, List.of(roles));
        become(view.with(member), new MemberJoined(member));
    }

    private void expel(long id) {
        var member = view.member(new UserId(id));
        if (member != null) {
            become(view.withMembers(view.members().without(member.user().id())), new MemberLeft(member.user()));
        }
    }

    private void update(Member member) {
        become(view.with(member), new MemberUpdated(member, view));
    }

    private Somebody join(long user, Status status) {
        var session = new Somebody(user, status);
        joined.add(session);
        lists.joined(session);
        return session;
    }

    private void leave(Recipient session) {
        joined.remove(session);
        lists.left(session);
    }

    private void turn(Somebody session, Status status) {
        session.status = status;
        lists.turned(session);
    }

    /// A client that looks, and what it has been told.
    private static final class Client implements Viewer {
        final ShownList shown = new ShownList();
        final List<JsonNode> updates = new ArrayList<>();

        @Override
        public void tell(ListUpdate update) {
            try {
                var json =
                        JSON.readTree("{\"s\":1" + new String(update.body().afterSequence(), StandardCharsets.UTF_8));
                updates.add(json.path("d"));
                shown.take(json.path("d"));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Viewport rows(ChannelId channel, Integer... blocks) {
        return new Viewport(Map.of(channel, List.of(blocks)));
    }

    /// Runs what the lists want done until it is so.
    private void runUntil(BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            try {
                var task = tasks.poll(30, TimeUnit.SECONDS);
                assertThat(task).as("a task within 30 s").isNotNull();
                Objects.requireNonNull(task).run();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// Some seconds later, everything is told.
    private void later() {
        tasks.add(this::tickWhileRestless);
        runUntil(() -> tasks.isEmpty() && !lists.isRestless());
    }

    private void tickWhileRestless() {
        nanos += MemberLists.TOLD_EVERY_NANOS;
        lists.tick();
        if (lists.isRestless()) {
            tasks.add(this::tickWhileRestless);
        }
    }

    private Client looking(Recipient session, Viewport viewport) {
        var client = new Client();
        lists.look(session, viewport, client);
        runUntil(() -> !client.updates.isEmpty());
        return client;
    }

    @Test
    void nothing_is_built_until_somebody_looks_and_nothing_is_left_when_nobody_does() {
        var owner = join(OWNER, Status.ONLINE);
        admit(7, "ann");
        join(7, Status.ONLINE);
        expel(7);

        assertThat(lists.isLookedAt()).isFalse();
        assertThat(snapshots).isZero();
        assertThat(tasks).isEmpty();
        assertThat(lists.isRestless()).isFalse();

        looking(owner, rows(OPEN, 0));
        assertThat(lists.isLookedAt()).isTrue();
        assertThat(snapshots).isEqualTo(1);

        lists.look(owner, Viewport.NONE, _ -> {});
        assertThat(lists.isLookedAt()).isFalse();
        assertThat(lists.isRestless()).isFalse();
        admit(8, "eve");
        join(8, Status.ONLINE);
        assertThat(tasks).isEmpty();
    }

    @Test
    void a_channel_that_the_asker_does_not_see_builds_nothing() {
        admit(7, "ann");
        var ann = join(7, Status.ONLINE);

        lists.look(ann, rows(CLOSED, 0), _ -> {});

        assertThat(lists.isLookedAt()).isFalse();
        assertThat(snapshots).isZero();
    }

    @Test
    void changes_of_a_second_are_told_at_once_by_one_body_for_all_who_look() {
        var owner = join(OWNER, Status.ONLINE);
        var bodies = new ArrayList<ListUpdate>();
        var others = new ArrayList<ListUpdate>();
        lists.look(owner, rows(OPEN, 0), bodies::add);
        lists.look(join(OWNER, Status.ONLINE), rows(OPEN, 0), others::add);
        runUntil(() -> !bodies.isEmpty() && !others.isEmpty());
        later();
        bodies.clear();
        others.clear();

        for (long id = 1; id <= 40; id++) {
            admit(id, "member-" + id);
            join(id, Status.ONLINE);
        }
        assertThat(bodies).hasSizeLessThanOrEqualTo(1);
        later();

        assertThat(bodies).hasSizeBetween(1, 2).isEqualTo(others);
        for (int i = 0; i < bodies.size(); i++) {
            assertThat(bodies.get(i).body()).isSameAs(others.get(i).body());
        }
    }

    @Test
    void who_comes_while_the_lists_are_made_is_in_them_and_who_goes_is_not() {
        var owner = join(OWNER, Status.ONLINE);
        var many = new ArrayList<Member>();
        for (long id = 1_000; id < 6_000; id++) {
            many.add(member(id, "crowd-" + id, List.of()));
        }
        view = view.withMembers(view.members().withAll(many));
        var block = new Somebody(
                LongStream.range(1_000, 6_000).mapToObj(UserId::new).toList());
        joined.add(block);
        lists.joined(block);
        admit(7, "a-goer");
        var goer = join(7, Status.ONLINE);
        admit(8, "a-turner");
        var turner = join(8, Status.ONLINE);

        var client = new Client();
        lists.look(owner, rows(OPEN, 0), client);
        admit(9, "a-comer");
        join(9, Status.ONLINE);
        leave(goer);
        turn(turner, Status.IDLE);
        update(member(1_000, "a-renamed", List.of()));
        expel(1_001);
        runUntil(() -> !client.updates.isEmpty());
        later();

        assertThat(client.shown.rows("everyone", 0, 5))
                .containsExactly(
                        "#online",
                        "a-comer/online",
                        "a-renamed/online",
                        "a-turner/idle",
                        "crowd-1002/online",
                        "crowd-1003/online");
        assertThat(client.shown.newest("everyone").path("online_count").asInt()).isEqualTo(5_002);
        assertThat(client.shown.newest("everyone").path("member_count").asInt()).isEqualTo(5_003);
    }

    /// 105 rows become 95, and 105 again: the second block goes before the first one shrinks, and comes after it grew.
    @Test
    void a_list_that_ends_in_another_block_than_before_is_told_in_an_order_that_can_be_followed() {
        var owner = join(OWNER, Status.ONLINE);
        var sessions = new ArrayList<Somebody>();
        for (long id = 1_000; id < 1_103; id++) {
            admit(id, "m" + id);
            sessions.add(join(id, Status.ONLINE));
        }
        var client = looking(owner, rows(OPEN, 0, 1));
        later();
        var before = client.shown.rows("everyone", 0, 199);
        assertThat(before).hasSize(105);

        sessions.subList(10, 20).forEach(this::leave);
        later();
        var shrunk = new ArrayList<>(before);
        shrunk.subList(11, 21).clear();
        assertThat(client.shown.rows("everyone", 0, 199)).isEqualTo(shrunk);

        for (long id = 1_010; id < 1_020; id++) {
            join(id, Status.ONLINE);
        }
        later();
        assertThat(client.shown.rows("everyone", 0, 199)).isEqualTo(before);
        assertThat(client.updates.toString()).contains("DELETE").contains("INSERT");
    }

    @Test
    void a_role_that_shows_less_leaves_nobody_with_rows_that_it_may_not_see() {
        var owner = join(OWNER, Status.ONLINE);
        admit(7, "ann", LOW);
        var ann = join(7, Status.ONLINE);
        var of = looking(owner, rows(CLOSED, 0));
        var annSees = looking(ann, rows(CLOSED, 0));
        later();
        String list = of.shown.lists().getFirst();
        assertThat(annSees.shown.rows(list, 0, 9)).containsExactly("#online", "ann/online", "owner/online");
        annSees.updates.clear();

        var low = new Role(LOW, "low", 0, 3, 0, false, true); // what is not shown does not matter
        become(view.with(low), new RoleUpdated(low, view));
        later();
        assertThat(snapshots).isEqualTo(1);
        var closed = Objects.requireNonNull(view.channel(CLOSED))
                .withOverwrites(List.of(new Overwrite(1, Overwrite.Kind.ROLE, 0, VIEW)));
        become(view.with(closed), new ChannelUpdated(closed, view));
        later();

        assertThat(annSees.updates).isEmpty();
        var now = of.shown.lists().stream().filter(id -> !id.equals(list)).toList();
        assertThat(now).hasSize(1);
        assertThat(of.shown.rows(now.getFirst(), 0, 9)).containsExactly("#online", "owner/online");
        assertThat(of.shown.rows(list, 0, 9)).containsOnlyNulls();
    }

    @Test
    void a_role_that_is_listed_apart_from_now_on_makes_the_lists_anew() {
        var owner = join(OWNER, Status.ONLINE);
        admit(7, "zoe", LOW);
        join(7, Status.ONLINE);
        var client = looking(owner, rows(OPEN, 0));

        var low = new Role(LOW, "low", 0, 3, 0, true, false);
        become(view.with(low), new RoleUpdated(low, view));
        later();

        assertThat(client.shown.rows("everyone", 0, 9))
                .containsExactly("#" + LOW, "zoe/online", "#online", "owner/online");
        assertThat(snapshots).isEqualTo(2);
    }

    /// Whoever looks, wherever: after any sequence of changes the client's rows are those of an order that is made from
    /// scratch.
    @ParameterizedTest
    @Seeds(count = 40)
    void a_client_that_takes_every_step_has_the_rows_that_there_are(RandomGenerator random) {
        var owner = join(OWNER, Status.ONLINE);
        var sessions = new ArrayList<Somebody>();
        var clients = new HashMap<Client, Viewport>();
        var lookers = new HashMap<Client, Recipient>();
        int people = random.nextInt(3, 500);
        for (int step = 0; step < 600; step++) {
            long id = 1_000L + random.nextInt(1, people);
            var member = view.member(new UserId(id));
            switch (random.nextInt(9)) {
                case 0, 1, 2 -> sessions.add(join(id, status(random)));
                case 3 -> {
                    if (!sessions.isEmpty()) {
                        leave(sessions.remove(random.nextInt(sessions.size())));
                    }
                }
                case 4 -> {
                    if (!sessions.isEmpty()) {
                        turn(sessions.get(random.nextInt(sessions.size())), status(random));
                    }
                }
                case 5, 6 -> {
                    if (member == null) {
                        admit(id, name(random), someRoles(random));
                    }
                }
                case 7 -> {
                    if (member != null) {
                        update(member(id, name(random), List.of(someRoles(random))));
                    }
                }
                default -> {
                    if (random.nextInt(4) == 0) {
                        expel(id);
                    } else if (random.nextInt(8) == 0) {
                        var low = new Role(LOW, "low", 0, 3, 0, random.nextBoolean(), false);
                        become(view.with(low), new RoleUpdated(low, view));
                    } else if (random.nextInt(6) == 0) {
                        looksElsewhere(random, owner, clients, lookers);
                    }
                }
            }
            if (random.nextInt(20) == 0) {
                nanos += random.nextLong(MemberLists.TOLD_EVERY_NANOS);
                lists.tick();
                runUntil(tasks::isEmpty);
            }
        }
        later();

        clients.forEach((client, viewport) -> viewport.blocks().forEach((channel, blocks) -> {
            var expected = expected(channel, sessions);
            for (int block : blocks) {
                int from = Math.min(expected.size(), block * Viewport.ROWS);
                int to = Math.min(expected.size(), from + Viewport.ROWS);
                assertThat(client.shown.rows(
                                listOf(channel), block * Viewport.ROWS, block * Viewport.ROWS + Viewport.ROWS - 1))
                        .as("block %d of %s", block, channel)
                        .isEqualTo(expected.subList(from, to));
            }
        }));
    }

    private void looksElsewhere(
            RandomGenerator random, Somebody owner, Map<Client, Viewport> clients, Map<Client, Recipient> lookers) {
        var viewport = new Viewport(Map.of(
                random.nextBoolean() ? OPEN : CLOSED,
                IntStream.range(0, random.nextInt(1, 4)).boxed().toList()));
        var client = new Client();
        if (clients.size() == 3) {
            client = clients.keySet().iterator().next();
            lists.look(Objects.requireNonNull(lookers.get(client)), Viewport.NONE, client);
            clients.remove(client);
            client = new Client();
        }
        var session = clients.isEmpty() ? owner : join(OWNER, Status.INVISIBLE);
        clients.put(client, viewport);
        lookers.put(client, session);
        lists.look(session, viewport, client);
    }

    private String listOf(ChannelId channel) {
        return Audience.of(view, Objects.requireNonNull(view.channel(channel))).list();
    }

    private static Status status(RandomGenerator random) {
        return random.nextBoolean() ? Status.ONLINE : EVERY.get(random.nextInt(EVERY.size()));
    }

    private static RoleId[] someRoles(RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> new RoleId[] {HIGH};
            case 1 -> new RoleId[] {LOW};
            case 2 -> new RoleId[] {LOW, HIGH};
            default -> new RoleId[0];
        };
    }

    private static String name(RandomGenerator random) {
        return "Somebody-" + (char) ('a' + random.nextInt(26)) + random.nextInt(50);
    }

    private List<@Nullable String> expected(ChannelId channel, List<Somebody> sessions) {
        var shown = new HashMap<Long, Status>();
        shown.put(OWNER, Status.ONLINE);
        for (Somebody session : sessions) {
            if (session.status != Status.INVISIBLE) {
                shown.merge(
                        session.user(0).value(),
                        session.status,
                        (one, other) -> SHOWN.indexOf(one) <= SHOWN.indexOf(other) ? one : other);
            }
        }
        var rows = new ArrayList<@Nullable String>();
        for (int number = 0; number < 3; number++) {
            int wanted = number;
            var group = shown.keySet().stream()
                    .map(id -> view.member(new UserId(id)))
                    .filter(Objects::nonNull)
                    .filter(member -> groupOf(member) == wanted)
                    .filter(member -> Permissions.sees(
                            view,
                            Objects.requireNonNull(view.channel(channel)),
                            member.user().id()))
                    .sorted(Comparator.comparing(
                                    (Member member) -> member.user().name().toLowerCase(Locale.ROOT))
                            .thenComparingLong(member -> member.user().id().value()))
                    .toList();
            if (!group.isEmpty()) {
                rows.add(List.of("#" + HIGH, "#" + LOW, "#online").get(number));
                group.forEach(member -> rows.add(member.user().name() + "/"
                        + Objects.requireNonNull(shown.get(member.user().id().value()))
                                .name()
                                .toLowerCase(Locale.ROOT)));
            }
        }
        return rows;
    }

    private int groupOf(Member member) {
        if (member.roles().contains(HIGH)) {
            return 0;
        }
        boolean apart = Objects.requireNonNull(view.roles().get(LOW)).hoist();
        return apart && member.roles().contains(LOW) ? 1 : 2;
    }
}

package io.guildstorm.server.model;

import io.guildstorm.benchmarks.Claim;
import io.guildstorm.server.model.Channel.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What it costs to find out what a member may do in a channel that says something else of each of the member's
/// roles, and of the member. Claim: with ten roles it takes about a microsecond, with a hundred more than ten
/// times as much. `guildstorm bench Permissions`
@Claim("with ten roles it takes about a microsecond, with a hundred more than ten times as much")
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class PermissionsBenchmark {
    private static final GuildId GUILD = new GuildId(1_000_000);
    private static final ChannelId CHANNEL = new ChannelId(2_000_000);
    private static final long FIRST_ROLE = 3_000_000;
    private static final long FIRST_USER = 4_000_000;
    private static final int USERS = 1 << 10;
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    /// Roles of each member; as many overwrites.
    @Param({"1", "10", "100"})
    public int roles;

    private GuildView view = new GuildView(GUILD, "town", new UserId(1), List.of(), Map.of(), Members.NONE, 0);
    private Channel channel = Channel.text(CHANNEL, GUILD, "square", 0);
    private ThreadChannel thread = threadBelow(channel);
    private final UserId[] users = new UserId[USERS];
    private int next;

    private static ThreadChannel threadBelow(Channel channel) {
        var id = new ChannelId(CHANNEL.value() + 1);
        var owner = new UserId(1);
        return new ThreadChannel(id, GUILD, channel.id(), owner, "talk", false, false, false, 60, 0, NOW, Set.of());
    }

    /// Every role lets its members send and manage messages. The channel takes sending from all, gives it back to each
    /// role, and takes it from the second member.
    @Setup
    public void found() {
        long sending = Permission.SEND_MESSAGES.bit();
        long each = sending | Permission.MANAGE_MESSAGES.bit();
        var all = new HashMap<RoleId, Role>();
        all.put(view.everyone(), new Role(view.everyone(), "@everyone", Permission.EVERYONE, 0));
        var overwrites = new ArrayList<Overwrite>();
        overwrites.add(new Overwrite(GUILD.value(), Overwrite.Kind.ROLE, 0, sending));
        for (int i = 0; i < roles; i++) {
            var id = new RoleId(FIRST_ROLE + i);
            all.put(id, new Role(id, "role " + i, each, i + 1));
            overwrites.add(new Overwrite(id.value(), Overwrite.Kind.ROLE, sending, 0));
        }
        var members = new ArrayList<Member>();
        var held = new ArrayList<>(all.keySet());
        held.remove(view.everyone());
        for (int i = 0; i < USERS; i++) {
            var user = new User(new UserId(FIRST_USER + i), "user " + i, false);
            members.add(Member.of(user, NOW).withRoles(held));
            users[i] = user.id();
        }
        overwrites.add(new Overwrite(users[1].value(), Overwrite.Kind.MEMBER, 0, sending));
        channel = new Channel(CHANNEL, GUILD, Kind.TEXT, "square", 0, null, overwrites, null, 0);
        thread = threadBelow(channel);
        view = view.withRoles(all)
                .withMembers(Members.of(members))
                .with(channel)
                .with(thread);
    }

    private UserId one() {
        return users[next++ & (USERS - 1)];
    }

    @Benchmark
    public long inChannel() {
        return Permissions.in(view, channel, one());
    }

    @Benchmark
    public long inThread() {
        return Permissions.in(view, thread, one());
    }
}

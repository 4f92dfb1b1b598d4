package io.guildstorm.server.gateway.inprocess;

import io.guildstorm.server.api.InProcess;
import io.guildstorm.server.fanout.Lane;
import io.guildstorm.server.fanout.Recipient;
import io.guildstorm.server.guild.Guilds;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Ticker;
import io.guildstorm.server.model.UserId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.HdrHistogram.Histogram;

/// The door to sessions without sockets: opened by number for a guild, reported on, ended. Any thread; nothing here
/// blocks.
///
/// They cannot resume: one whose part of the fan-out was lost is over, and counted as abandoned.
public final class InProcessSessions implements InProcess {
    private final Guilds guilds;
    private final List<Lane> lanes;
    private final Ticker ticker;
    private final Blocks blocks;
    private final Map<GuildId, Crew> crews = new ConcurrentHashMap<>();

    /// How sessions stand together.
    /// @param size sessions of one block: `relay.size`
    /// @param whole whether the fan-out takes a block as one
    public record Blocks(int size, boolean whole) {}

    /// @param lanes those that guilds were given
    /// @param ticker the machine's monotonic clock
    public InProcessSessions(Guilds guilds, List<? extends Lane> lanes, Blocks blocks, Ticker ticker) {
        this.guilds = guilds;
        this.lanes = List.copyOf(lanes);
        this.blocks = blocks;
        this.ticker = ticker;
    }

    /// Those of one guild.
    private record Crew(List<LaneReader> readers, List<SessionBlock> blocks) {}

    /// How many there are, what they got, when it came.
    /// @param abandoned of the sessions, those that lost their part of the fan-out
    /// @param stateBytes of all their arrays
    /// @param groups sessions that got the same, together
    /// @param arrivals of each measured message, in the order of its numbers
    /// @param delays from the intended send of a message to the last byte of each session's frame, in nanoseconds
    public record Report(
            int sessions,
            int abandoned,
            long stateBytes,
            List<Group> groups,
            List<Arrival> arrivals,
            Histogram delays) {}

    /// @param sessions how many got exactly this
    public record Group(int sessions, List<Message> got) {}

    /// @param number of the measured message; -1: of another event, which was not intact
    /// @param intact whether every byte was as it ought to be
    public record Message(int number, long id, boolean intact) {}

    /// @param firstNanos when the first of `count` sessions had it, on the machine's monotonic clock
    public record Arrival(int number, long intendedNanos, long firstNanos, long lastNanos, long count) {}

    @Override
    public CompletionStage<Integer> open(GuildId guild, GuildView view, int count, int passivePercent) {
        var crew = crews.computeIfAbsent(guild, _ -> crew());
        return CompletableFuture.supplyAsync(() -> view.members().firstIds(count))
                .thenCompose(ids -> open(guild, crew, ids, passivePercent));
    }

    private Crew crew() {
        return new Crew(
                lanes.stream().map(lane -> new LaneReader(lane, ticker)).toList(), new CopyOnWriteArrayList<>());
    }

    private CompletionStage<Integer> open(GuildId guild, Crew crew, long[] ids, int passivePercent) {
        int passive = (int) ((long) ids.length * passivePercent / 100);
        var opening = new ArrayList<CompletableFuture<Integer>>();
        var added = new ArrayList<SessionBlock>();
        for (int from = 0; from < ids.length; ) {
            boolean isPassive = from < passive;
            int to = Math.min(isPassive ? passive : ids.length, from + blocks.size);
            var reader = crew.readers.get(added.size() % lanes.size());
            var block = new SessionBlock(reader, Arrays.copyOfRange(ids, from, to), isPassive);
            added.add(block);
            opening.add(join(guild, block, new UserId(ids[from])));
            from = to;
        }
        crew.blocks.addAll(added);
        return CompletableFuture.allOf(opening.toArray(CompletableFuture[]::new))
                .thenApply(
                        _ -> opening.stream().mapToInt(CompletableFuture::join).sum());
    }

    private CompletableFuture<Integer> join(GuildId guild, SessionBlock block, UserId first) {
        var joined = new CompletableFuture<Integer>();
        List<Recipient> recipients = blocks.whole ? List.of(block) : block.each();
        guilds.join(guild, first, recipients, answer -> {
            if (answer == null) {
                joined.complete(0);
            } else {
                block.lane().execute(() -> {
                    block.begin(answer.view(), answer.position());
                    joined.complete(block.sessions());
                });
            }
        });
        return joined;
    }

    /// Of a guild that has none: of none.
    public CompletionStage<Report> report(GuildId guild) {
        var crew = crews.get(guild);
        if (crew == null) {
            return CompletableFuture.completedStage(new Gathering().report());
        }
        var parts = new Gathering();
        CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
        for (LaneReader reader : crew.readers) {
            all = all.thenCompose(_ -> CompletableFuture.runAsync(() -> parts.add(reader), reader.lane()::execute));
        }
        for (SessionBlock block : crew.blocks) {
            all = all.thenCompose(_ -> CompletableFuture.runAsync(() -> parts.add(block), block.lane()::execute));
        }
        return all.thenApply(_ -> parts.report());
    }

    @Override
    public CompletionStage<Void> judge(GuildId guild, long fromNanos, long toNanos) {
        var crew = crews.get(guild);
        var readers = crew == null ? List.<LaneReader>of() : crew.readers;
        return CompletableFuture.allOf(readers.stream()
                .map(reader ->
                        CompletableFuture.runAsync(() -> reader.judge(fromNanos, toNanos), reader.lane()::execute))
                .toArray(CompletableFuture[]::new));
    }

    @Override
    public CompletionStage<byte[]> reportAsJson(GuildId guild) {
        return report(guild).thenApply(ReportJson::of);
    }

    @Override
    public CompletionStage<Void> end(GuildId guild) {
        var crew = crews.remove(guild);
        if (crew == null) {
            return CompletableFuture.completedStage(null);
        }
        for (SessionBlock block : crew.blocks) {
            (blocks.whole ? List.<Recipient>of(block) : block.each()).forEach(one -> guilds.leave(guild, one));
        }
        return CompletableFuture.allOf(crew.blocks.stream()
                .map(block -> CompletableFuture.runAsync(block::end, block.lane()::execute))
                .toArray(CompletableFuture[]::new));
    }
}

package io.guildstorm.scenarios.swarm;

import io.guildstorm.scenarios.check.AuditReport;
import io.guildstorm.scenarios.check.Due;
import io.guildstorm.scenarios.check.Judge;
import io.guildstorm.scenarios.check.Ledger;
import io.guildstorm.scenarios.check.SentLog;
import io.guildstorm.scenarios.check.SessionAudit;
import io.guildstorm.scenarios.client.DispatchReader;
import io.guildstorm.scenarios.client.LoopContext;
import io.guildstorm.scenarios.client.PayloadBuffer;
import io.guildstorm.scenarios.client.ReceiveBuffer;
import io.guildstorm.scenarios.client.WireCounters;
import io.guildstorm.scenarios.schedule.Ticker;
import io.netty.channel.SingleThreadEventLoop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One event loop and all that it owns: sessions, ledger, figures. Others reach it through [#call] only.
///
/// 10 ms after each tick it is due to tick again: it notes how late it is, and visits its sessions in turn for
/// heartbeats, each once a second. A tick that is late is not made up for by others, or one stall would read as many.
/// So its lateness is the time that the loop could not run. That sessions wait for each other to be read is in every
/// delivery's time, and noted apart: a batch is what the loop found readable at once, so what is read last of it lay
/// there since the first was read, at the least.
final class SwarmLoop {
    private static final long TICK_NANOS = 10_000_000;
    private static final int TICKS_PER_ROUND = 100;
    private static final long START_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(30);

    /// Told of each session that became ready or failed; on the loop.
    interface Settlement {
        void settled(SwarmSession session, @Nullable String failure);
    }

    private final SingleThreadEventLoop eventLoop;
    private final LoopContext<Arrival> context;
    private final Settlement settlement;
    private final Ledger ledger = new Ledger();
    private final LoopFigures figures;
    private final List<SwarmSession> sessions = new ArrayList<>();
    private final Map<Integer, Integer> closedByCode = new HashMap<>();
    private int ready;
    private int listening;
    private int swept;
    private long tickDue = Long.MAX_VALUE;
    private @Nullable TypingWatch typing;
    private boolean inBatch;
    private long batchBeganNanos;

    SwarmLoop(SingleThreadEventLoop eventLoop, SwarmConfig config, Ticker ticker, Settlement settlement) {
        this.eventLoop = eventLoop;
        this.settlement = settlement;
        this.figures = new LoopFigures(config.seed());
        long guild = Long.parseLong(config.guild());
        var target = new LoopContext.Target(
                config.host(),
                config.port(),
                config.gatewayPath(),
                guild,
                config.intents(),
                config.mode() == SwarmConfig.Mode.GATEWAY);
        var reader =
                new DispatchReader<>(guild, Long.parseLong(config.channel()), seen -> figures.sighted(seen, ledger));
        this.context =
                new LoopContext<>(target, new ReceiveBuffer(), new PayloadBuffer(), reader, new WireCounters(), ticker);
    }

    /// Begins to tick.
    void start() {
        eventLoop.execute(() -> {
            tickDue = context.ticker().nanos() + TICK_NANOS;
            eventLoop.schedule(this::awake, TICK_NANOS, TimeUnit.NANOSECONDS);
        });
    }

    /// A session reads; in a burst some thousands do, one after the other, and the tick has its turn among them.
    void reading(long nanos) {
        if (!inBatch) {
            inBatch = true;
            batchBeganNanos = nanos;
            eventLoop.executeAfterEventLoopIteration(() -> inBatch = false);
        }
        tickIfDue(nanos);
    }

    /// A create came to a session for the first time, with the read that [#reading] was told of.
    void delivered(Arrival arrival, SwarmSession to, int wireBytes, long nanos) {
        figures.delivered(arrival, to, nanos, readWait(nanos));
        figures.carried(arrival, wireBytes);
    }

    /// From here on it is noted who types.
    /// @param hiding ids of users of whose typing nobody may be told
    void watchTyping(Set<Long> hiding) {
        typing = new TypingWatch(hiding);
    }

    void typing(SwarmSession session, long user, int wireBytes, long nanos) {
        if (typing != null) typing.typing(session, user, wireBytes, figures.isJudged(nanos), nanos);
    }

    void said(SwarmSession session, long author) {
        if (typing != null) typing.said(session, author);
    }

    /// Null: nobody asked for it.
    SwarmEvent.@Nullable Typing typing(long nowNanos) {
        return typing == null ? null : typing.figures(sessions, nowNanos);
    }

    /// How long what is read at `nanos` lay in its socket, at the least.
    long readWait(long nanos) {
        return nanos - batchBeganNanos;
    }

    private void awake() {
        tickIfDue(context.ticker().nanos());
        long wait = tickDue - context.ticker().nanos();
        eventLoop.schedule(this::awake, Math.max(0, wait), TimeUnit.NANOSECONDS);
    }

    private void tickIfDue(long now) {
        if (now - tickDue >= 0) tick(now);
    }

    private void tick(long now) {
        long late = now - tickDue;
        figures.late(late, now);
        long ticks = 1 + late / TICK_NANOS;
        long share = Math.min(sessions.size(), ticks * (sessions.size() / TICKS_PER_ROUND + 1));
        for (int i = 0; i < share && !sessions.isEmpty(); i++) {
            if (swept >= sessions.size()) swept = 0;
            sessions.get(swept++).sweep(now, START_TIMEOUT_NANOS);
        }
        tickDue = context.ticker().nanos() + TICK_NANOS;
    }

    /// Runs something on the loop and waits for it; not from a loop.
    <T> T call(Callable<T> task) {
        return eventLoop.submit(task).syncUninterruptibly().getNow();
    }

    void run(Runnable task) {
        eventLoop.submit(task).syncUninterruptibly();
    }

    SingleThreadEventLoop eventLoop() {
        return eventLoop;
    }

    LoopContext<Arrival> context() {
        return context;
    }

    Ledger ledger() {
        return ledger;
    }

    LoopFigures figures() {
        return figures;
    }

    List<SwarmSession> sessions() {
        return sessions;
    }

    Map<Integer, Integer> closedByCode() {
        return closedByCode;
    }

    int ready() {
        return ready;
    }

    /// Of those that are ready, how many are due what is said.
    int listening() {
        return listening;
    }

    void settled(SwarmSession session, @Nullable String failure) {
        if (failure == null) {
            ready++;
            if (!session.isPassive()) listening++;
        }
        settlement.settled(session, failure);
    }

    void taken(SwarmCommand.Taken by) {
        sessions.stream()
                .filter(session -> session.audit().session() == by.session())
                .forEach(session -> session.taken(by.begunNs(), by.answeredNs()));
    }

    /// @param end number behind the last session that does
    void readAgain(int end) {
        sessions.stream().filter(session -> session.audit().session() < end).forEach(SwarmSession::readAgain);
    }

    /// Those that the channel was taken from.
    List<SwarmSession> taken() {
        return sessions.stream()
                .filter(session -> session.audit().takenAnsweredNanos() != SessionAudit.NEVER)
                .toList();
    }

    /// We cut its connection.
    void left(SwarmSession session) {
        ready--;
        if (!session.isPassive()) listening--;
    }

    void closed(SwarmSession session, int code) {
        left(session);
        closedByCode.merge(code, 1, Integer::sum);
    }

    boolean anySocketOpen() {
        return sessions.stream().anyMatch(session -> session.connection().connected());
    }

    long missing(Due due) {
        return sessions.stream()
                .mapToLong(session -> due.missing(session.audit()))
                .sum();
    }

    AuditReport judge(SentLog log, boolean interrupted) {
        List<SessionAudit> audits = sessions.stream().map(SwarmSession::audit).toList();
        return new Judge(log, ledger).judge(audits, interrupted);
    }
}

package io.guildstorm.scenarios.gatling;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.guildstorm.scenarios.gatling.LatencyLogs.Metric;
import io.guildstorm.scenarios.schedule.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The active users of one channel: senders in an open model with bursts, some people with a WebSocket, two who scroll
/// through history, some who type, perhaps one who floods, and whom a scenario has besides. Settings: [LoadSettings].
public abstract class ChannelSimulation extends Simulation {
    private static final Ticker TICKER = System::nanoTime;
    static final int READERS = 2;
    /// Places that are kept for those who type and do not send.
    static final int TYPERS = 2;
    private static final Duration READ_EVERY = Duration.ofMillis(500);

    /// How long before the first send is due when nobody else says when.
    private static final Duration LEAD = Duration.ofSeconds(1);

    final LoadSettings settings = LoadSettings.of(properties());
    private final LoadPlan plan = new LoadPlan(settings.schedule());
    private final LoadRecords records = open(settings);
    private final LoadProgress progress = new LoadProgress(plan, records, TICKER, settings.controlled());
    private final SocketUsers sockets = new SocketUsers(records, TICKER);
    private final @Nullable Flood flood =
            settings.flooding() == null ? null : new Flood(settings, settings.flooding(), records.journal(), TICKER);
    private final Typing typing = new Typing(settings, records.journal(), TICKER);
    /// Gatling numbers users over all populations, in an order of its own; turns go by senders alone.
    private final AtomicInteger senderNumber = new AtomicInteger();

    private final AtomicInteger sendersLeft = new AtomicInteger(settings.senders());
    private final AtomicInteger toSignIn;

    /// @param othersCount how many users the scenario has besides
    ChannelSimulation(int othersCount) {
        int connections = settings.flooding() == null ? 0 : settings.flooding().connections();
        toSignIn = new AtomicInteger(
                settings.senders() + READERS + typing.members() + settings.sockets() + othersCount + connections);
        var population = new ArrayList<PopulationBuilder>();
        population.add(senders().injectOpen(atOnceUsers(settings.senders())));
        population.add(readers().injectOpen(atOnceUsers(READERS)));
        if (typing.members() > 0) {
            population.add(typists().injectOpen(atOnceUsers(typing.members())));
        }
        if (settings.sockets() > 0) {
            population.add(listeners().injectOpen(rampUsers(settings.sockets()).during(1)));
        }
        if (othersCount > 0) {
            population.add(others().injectOpen(atOnceUsers(othersCount)));
        }
        if (flood != null) {
            population.add(flooding(flood).injectOpen(atOnceUsers(connections)));
        }
        setUp(population).protocols(protocol());
    }

    /// Whom the scenario has besides; asked for when there are some.
    ScenarioBuilder others() {
        throw new UnsupportedOperationException("this scenario has nobody besides");
    }

    @Override
    public void before() {
        progress.begin();
        if (settings.controlled()) {
            new LoadControl(this::first, plan, () -> Runtime.getRuntime().halt(1)).listen(System.in);
        }
    }

    @Override
    public void after() {
        progress.end();
    }

    /// The first phase, part of which is judged.
    private void first(long anchorNanos) {
        long end = anchorNanos + settings.first().toNanos();
        records.judge(anchorNanos + settings.warmup().toNanos(), end);
        plan.add(0, anchorNanos, settings.first().toNanos());
        typing.begin(anchorNanos, settings.first().toNanos());
        if (flood != null)
            flood.begin(plan.planned(), anchorNanos, settings.first().toNanos());
    }

    /// Everybody signs in before the first send is due, so that its lateness is not that of signing in.
    private Session signedIn(Session session) {
        if (toSignIn.decrementAndGet() != 0) return session;
        progress.signedIn();
        if (!settings.controlled()) {
            first(TICKER.nanos() + LEAD.toNanos());
            plan.end();
        }
        return session;
    }

    private ScenarioBuilder senders() {
        var afterwards = new Changes(settings, records, TICKER).afterSend();
        var senders = new Senders(settings, new Senders.Crowd(settings.senders(), plan, records, afterwards), TICKER);
        return scenario("senders")
                .feed(users(0))
                .exec(rehearsal(senders))
                .exec(signIn())
                .exec(session -> session.set("over", false).set("cursor", (long) senderNumber.getAndIncrement()))
                .exec(senders.sendUntilOver())
                .exec(session -> {
                    sendersLeft.decrementAndGet();
                    return session;
                });
    }

    private ChainBuilder rehearsal(Senders senders) {
        var where = settings.rehearsal();
        return where == null ? exec(session -> session) : senders.rehearse(where);
    }

    private ScenarioBuilder readers() {
        String messages = "/api/v10/channels/" + settings.channel() + "/messages";
        return scenario("readers")
                .feed(users(settings.senders()))
                .exec(signIn())
                .exec(asLongAs(this::running)
                        .on(pause(READ_EVERY)
                                .exec(session -> session.set("started", TICKER.nanos()))
                                .exec(http("history")
                                        .get(messages)
                                        .queryParam("limit", 50)
                                        .header("Authorization", "Bot #{token}")
                                        .check(status().is(200)))
                                .exec(session -> {
                                    records.latency(Metric.HISTORY, session.getLong("started"), TICKER.nanos());
                                    return session;
                                })));
    }

    private ScenarioBuilder typists() {
        return scenario("typists").feed(typing.users()).exec(signIn()).exec(typing.typeWhile(this::running));
    }

    private ScenarioBuilder listeners() {
        return scenario("listeners")
                .feed(users(settings.senders() + READERS + TYPERS))
                .exec(signIn())
                .exec(sockets.listenWhile(this::running, settings.gateway()));
    }

    /// The member behind all others who do something, over several connections.
    private ScenarioBuilder flooding(Flood by) {
        Map<String, Object> who = users(settings.senders() + READERS + TYPERS + settings.sockets())
                .next();
        return scenario("flood")
                .feed(Stream.generate(() -> who).iterator())
                .exec(signIn())
                .exec(by.connection());
    }

    final ChainBuilder signIn() {
        return exec(http("sign in")
                        .get("/api/v10/users/@me")
                        .header("Authorization", "Bot #{token}")
                        .check(status().is(200)))
                .exec(this::signedIn);
    }

    final boolean running(Session session) {
        return sendersLeft.get() > 0;
    }

    private HttpProtocolBuilder protocol() {
        return http.baseUrl(settings.baseUrl())
                .shareConnections()
                .disableWarmUp()
                .userAgentHeader("guildstorm-gatling")
                .wsAutoReplyTextFrame(sockets::received);
    }

    /// Tokens in turn, from the `from`-th on; where there are fewer tokens than users they are shared.
    final Iterator<Map<String, Object>> users(int from) {
        List<String> tokens = settings.tokens();
        var next = new AtomicInteger(from);
        return Stream.generate(() -> tokens.get(next.getAndIncrement() % tokens.size()))
                .map(token -> Map.<String, Object>of("token", token, "author", LoadSettings.userOf(token)))
                .iterator();
    }

    private static LoadRecords open(LoadSettings settings) {
        try {
            var journal = new SendJournal(settings.out(), settings.name());
            return new LoadRecords(new LatencyLogs(settings.out(), settings.name()), journal);
        } catch (IOException e) {
            throw new IllegalArgumentException("gs.out cannot be written: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> properties() {
        return System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("gs."))
                .collect(Collectors.toMap(name -> name, System::getProperty));
    }
}

package io.guildstorm.scenarios.gatling;

import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.Simulation;
import io.guildstorm.scenarios.presence.Flicker;
import io.guildstorm.scenarios.schedule.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The users of a presence storm whose status flickers. Settings: [FlickerSettings]; it always obeys whoever runs it,
/// by
/// [FlickerControl], and says how far it is as lines that begin `@`.
public final class PresenceStormSimulation extends Simulation {
    private static final Ticker TICKER = System::nanoTime;
    private static final long TICK_MILLIS = 500;

    private final FlickerSettings settings = FlickerSettings.of(properties());
    private final FlickerJournal journal = open(settings);
    private final FlickerControl control = new FlickerControl();
    private final AtomicInteger toSignIn = new AtomicInteger(settings.tokens().size());
    private final ScheduledExecutorService teller = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("teller").factory());

    public PresenceStormSimulation() {
        var users = new FlickeringUsers(settings, journal, control, TICKER, this::signedIn);
        setUp(scenario("flicker")
                        .feed(users())
                        .exec(users.flicker())
                        .injectOpen(rampUsers(settings.tokens().size()).during(1)))
                .protocols(http.baseUrl(settings.baseUrl()).disableWarmUp().userAgentHeader("guildstorm-gatling"));
    }

    private Iterator<Map<String, Object>> users() {
        List<String> tokens = settings.tokens();
        return IntStream.range(0, tokens.size())
                .mapToObj(number -> Map.<String, Object>of(
                        "token", tokens.get(number), "user", LoadSettings.userOf(tokens.get(number)), "number", number))
                .iterator();
    }

    @Override
    public void before() {
        tell("{\"event\":\"up\"}");
        teller.scheduleAtFixedRate(this::tellCounts, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        control.listen(System.in, () -> Runtime.getRuntime().halt(1));
    }

    private void signedIn() {
        if (toSignIn.decrementAndGet() == 0) tell("{\"event\":\"signed_in\"}");
    }

    @Override
    public void after() {
        teller.shutdown();
        tellCounts();
        try {
            journal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tell("{\"event\":\"done\"}");
    }

    private void tellCounts() {
        int all = settings.tokens().size() * Flicker.IN_ALL;
        long changes = journal.changes();
        tell(String.format(
                Locale.ROOT,
                "{\"event\":\"tick\",\"intended\":%d,\"started\":%d,\"acknowledged\":%d,\"failed\":0,\"lag_max_ms\":%.3f}",
                all,
                changes,
                changes,
                journal.lagMaxNanos() / 1e6));
    }

    private static void tell(String json) {
        System.out.println("@" + json);
    }

    private static FlickerJournal open(FlickerSettings settings) {
        try {
            return new FlickerJournal(settings.out(), settings.name());
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

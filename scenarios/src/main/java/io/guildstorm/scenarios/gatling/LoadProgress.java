package io.guildstorm.scenarios.gatling;

import io.guildstorm.scenarios.schedule.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Tells whoever runs this process how far the load is, as lines that begin `@`, and turns the logs over each second.
///
/// **Owner** the thread `recorder`; Gatling calls [#begin] and [#end].
final class LoadProgress {
    private static final int TICKS_A_SECOND = 2;

    private final LoadPlan plan;
    private final LoadRecords records;
    private final Ticker ticker;
    private final boolean told;
    private final ScheduledExecutorService recorder = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("recorder").factory());

    private int ticks;

    /// @param told whether somebody listens to the lines
    LoadProgress(LoadPlan plan, LoadRecords records, Ticker ticker, boolean told) {
        this.plan = plan;
        this.records = records;
        this.ticker = ticker;
        this.told = told;
    }

    void begin() {
        tell("{\"event\":\"up\"}");
        long period = TimeUnit.SECONDS.toMillis(1) / TICKS_A_SECOND;
        recorder.scheduleAtFixedRate(this::tick, period, period, TimeUnit.MILLISECONDS);
    }

    /// All users have signed in and wait for what is due.
    void signedIn() {
        tell("{\"event\":\"signed_in\"}");
    }

    void end() {
        recorder.shutdown();
        try {
            recorder.awaitTermination(5, TimeUnit.SECONDS);
            tellCounts();
            records.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tell("{\"event\":\"done\"}");
    }

    private void tick() {
        tellCounts();
        if (++ticks % TICKS_A_SECOND == 0) {
            records.writeInterval();
        }
    }

    private void tellCounts() {
        var counts = records.counts();
        tell(String.format(
                Locale.ROOT,
                "{\"event\":\"tick\",\"intended\":%d,\"started\":%d,\"acknowledged\":%d,\"failed\":%d,\"lag_max_ms\":%.3f}",
                plan.dueBy(ticker.nanos()),
                counts.started(),
                counts.acknowledged(),
                counts.failed(),
                counts.lagMaxNanos() / 1e6));
    }

    private void tell(String json) {
        if (told) {
            System.out.println("@" + json);
        }
    }
}

package io.guildstorm.scenarios.gatling;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;

/// The active users of a guild of millions: those of a channel, and one who looks for members by the beginning of their
/// name, which a guild of this size must not do in one go.
///
/// `guildstorm run guild-15m` starts it beside sessions with and without sockets. Settings: [LoadSettings].
public final class Guild15mSimulation extends ChannelSimulation {
    private static final int SEEKERS = 1;
    private static final Duration SEEK_EVERY = Duration.ofSeconds(2);

    public Guild15mSimulation() {
        super(SEEKERS);
    }

    @Override
    ScenarioBuilder others() {
        String search = "/api/v10/guilds/" + settings.guild() + "/members/search";
        return scenario("seekers")
                .feed(users(settings.senders() + READERS + TYPERS + settings.sockets()))
                .exec(signIn())
                .exec(asLongAs(this::running)
                        .on(pause(SEEK_EVERY)
                                .exec(http("member search")
                                        .get(search)
                                        .queryParam("query", "mo")
                                        .queryParam("limit", 100)
                                        .header("Authorization", "Bot #{token}")
                                        .check(status().is(200)))));
    }
}

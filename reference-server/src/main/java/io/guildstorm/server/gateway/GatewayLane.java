package io.guildstorm.server.gateway;

import io.guildstorm.server.gateway.GatewaySettings.Streams;
import io.guildstorm.server.gateway.Handshake.Compress;
import io.guildstorm.server.gateway.frame.Compression;
import io.guildstorm.server.gateway.frame.SharedZlib;
import io.guildstorm.server.gateway.frame.SharedZstd;
import io.guildstorm.server.gateway.frame.ZlibDocuments;
import io.guildstorm.server.gateway.frame.ZlibStream;
import io.guildstorm.server.gateway.frame.ZstdStream;
import io.guildstorm.server.gateway.session.DeadlineWheel;
import io.guildstorm.server.gateway.session.LaneSessions;
import io.guildstorm.server.gateway.session.LaneSessions.Limits;
import io.guildstorm.server.gateway.session.LaneSessions.Place;
import io.guildstorm.server.gateway.session.LaneSessions.Services;
import io.guildstorm.server.guild.Guilds;
import io.guildstorm.server.presence.Presences;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The gateway's part of one lane: its sockets and sessions, and the sweep that meets their deadlines.
///
/// **Owner:** the lane.
final class GatewayLane {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayLane.class);
    private final EventLoopLane lane;
    private final GatewaySettings settings;
    private final Services services;
    private final LaneSessions sessions;
    private final Admission admission;
    private final Compression documents = new ZlibDocuments();
    private final SharedZlib zlib = new SharedZlib();
    /// Null: nobody asked for it yet, and the library is not loaded.
    private @Nullable SharedZstd zstd;
    private final Future<?> sweep;
    private boolean stopping;
    private @Nullable CompletableFuture<Void> stopped;

    /// @param lanes how many there are
    GatewayLane(EventLoopLane lane, int lanes, Services services, GatewaySettings settings) {
        this.lane = lane;
        this.settings = settings;
        this.services = services;
        this.sessions = new LaneSessions(
                new Place(lane, lane.index(), lane.tally(), settings.writes().batch()),
                services,
                new Limits(
                        settings.resumeWindow().toNanos(),
                        heartbeatTimeoutNanos(),
                        settings.sendQueueBytes(),
                        settings.backlogBytes() / lanes,
                        settings.sendQueueAge().toNanos(),
                        settings.passive()));
        this.admission = new Admission(lane, lane.tally(), settings.signInsMax(), settings.signInStepsMax());
        this.sweep = lane.loop()
                .scheduleAtFixedRate(
                        this::sweep, DeadlineWheel.TICK_NANOS, DeadlineWheel.TICK_NANOS, TimeUnit.NANOSECONDS);
    }

    EventLoopLane lane() {
        return lane;
    }

    LaneSessions sessions() {
        return sessions;
    }

    GatewaySettings settings() {
        return settings;
    }

    Admission admission() {
        return admission;
    }

    DeadlineWheel wheel() {
        return sessions.wheel();
    }

    /// For the sockets that ask for payloads compressed each for itself.
    Compression documents() {
        return documents;
    }

    /// What compresses all that a new socket is sent; null: nothing does.
    @Nullable
    Compression streamOf(Compress asked) {
        return switch (asked) {
            case NONE, UNKNOWN -> null;
            case ZLIB_STREAM -> isShared() ? zlib : new ZlibStream();
            case ZSTD_STREAM -> isShared() ? sharedZstd() : new ZstdStream();
        };
    }

    private boolean isShared() {
        return settings.streams() == Streams.SHARED;
    }

    private SharedZstd sharedZstd() {
        if (zstd == null) {
            zstd = new SharedZstd();
        }
        return zstd;
    }

    boolean stopping() {
        return stopping;
    }

    void execute(Runnable task) {
        lane.execute(task);
    }

    Guilds guilds() {
        return services.guilds();
    }

    Presences presences() {
        return services.presences();
    }

    long now() {
        return services.ticker().nanos();
    }

    long heartbeatTimeoutNanos() {
        return GatewaySettings.silenceMax(settings.heartbeatInterval()).toNanos();
    }

    void failed(Throwable cause) {
        LOG.debug("a connection ended by a failure", cause);
    }

    /// Any thread: every client is told to come back; done when all sockets are closed.
    CompletableFuture<Void> stop() {
        var done = new CompletableFuture<Void>();
        lane.execute(() -> {
            stopping = true;
            stopped = done;
            var sockets = new ArrayList<GatewaySocket>();
            wheel().forEach(one -> {
                if (one instanceof GatewaySocket socket) {
                    sockets.add(socket);
                }
            });
            sockets.forEach(GatewaySocket::restart);
            admission.end();
            completeWhenEmpty();
        });
        return done;
    }

    private void sweep() {
        sessions.sweep();
        admission.sweep();
        completeWhenEmpty();
    }

    private void completeWhenEmpty() {
        var done = stopped;
        if (done == null) {
            return;
        }
        var open = new ArrayList<DeadlineWheel.Timed>();
        wheel().forEach(one -> {
            if (one instanceof GatewaySocket) {
                open.add(one);
            }
        });
        if (open.isEmpty()) {
            sweep.cancel(false);
            sessions.keepAll();
            done.complete(null);
        }
    }
}

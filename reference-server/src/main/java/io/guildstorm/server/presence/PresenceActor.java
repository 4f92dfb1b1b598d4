package io.guildstorm.server.presence;

import java.time.Duration;
import java.util.Map;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/// The shell that gives a [PresenceServer] its thread, its clock and its second life: when it throws, another one
/// begins
/// that knows nothing, and asks the lanes.
final class PresenceActor extends AbstractBehavior<PresenceMessage> {
    private static final Duration TICK_EVERY = Duration.ofMillis(PresenceServer.TICK_MILLIS);

    private final PresenceServer server;
    private final PresenceServers home;
    private final TimerScheduler<PresenceMessage> timers;

    static Behavior<PresenceMessage> create(PresenceServers home, int index) {
        var server = Behaviors.<PresenceMessage>setup(
                context -> Behaviors.withTimers(timers -> new PresenceActor(context, timers, home, index)));
        return Behaviors.supervise(server).onFailure(SupervisorStrategy.restart());
    }

    private PresenceActor(
            ActorContext<PresenceMessage> context,
            TimerScheduler<PresenceMessage> timers,
            PresenceServers home,
            int index) {
        super(context);
        this.timers = timers;
        this.home = home;
        server = home.begin(index);
        var backup = server.backup();
        if (backup != null) {
            var self = context.getSelf();
            backup.load(index)
                    .whenComplete((saved, failure) ->
                            self.tell(new PresenceMessage.Restored(failure == null ? saved : Map.of())));
        }
    }

    @Override
    public Receive<PresenceMessage> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::take).build();
    }

    private Behavior<PresenceMessage> take(PresenceMessage message) {
        long now = home.nowMillis();
        switch (message) {
            case PresenceMessage.Present(var device) -> server.present(device, now);
            case PresenceMessage.Gone(long user, long device) -> server.gone(user, device);
            case PresenceMessage.Beaten(var beats) -> server.beats(beats, now, home::ask);
            case PresenceMessage.Watch(int lane, long[] users) -> server.watch(lane, users);
            case PresenceMessage.Unwatch(int lane, long[] users) -> server.unwatch(lane, users);
            case PresenceMessage.Announced(int lane) -> server.announced(lane, now);
            case PresenceMessage.Restored(var saved) -> server.restore(saved, now);
            case PresenceMessage.Query(long[] users, var asker) -> server.query(users, asker);
            case PresenceMessage.Hides(long user, var asker) -> server.hides(user, asker);
            case PresenceMessage.Tick _ -> server.goOn(now);
            case PresenceMessage.End _ -> throw new IllegalStateException("a fault that was asked for");
        }
        if (server.isRestless() && !timers.isTimerActive(PresenceMessage.Tick.TICK)) {
            timers.startTimerAtFixedRate(PresenceMessage.Tick.TICK, PresenceMessage.Tick.TICK, TICK_EVERY);
        } else if (!server.isRestless()) {
            timers.cancel(PresenceMessage.Tick.TICK);
        }
        return this;
    }
}

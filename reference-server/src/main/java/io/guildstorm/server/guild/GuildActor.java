package io.guildstorm.server.guild;

import java.time.Duration;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/// The shell that gives a [Guild] its thread, its clock and its second life: when it throws, a new owner claims the
/// guild and goes on with the same feed.
final class GuildActor extends AbstractBehavior<GuildMessage> {
    private static final Duration TICK_EVERY = Duration.ofMillis(200);

    private final Guild guild;
    private final TimerScheduler<GuildMessage> timers;

    static Behavior<GuildMessage> create(GuildFeed feed) {
        var guild = Behaviors.<GuildMessage>setup(
                context -> Behaviors.withTimers(timers -> new GuildActor(context, timers, feed)));
        return Behaviors.supervise(guild).onFailure(SupervisorStrategy.restart());
    }

    private GuildActor(ActorContext<GuildMessage> context, TimerScheduler<GuildMessage> timers, GuildFeed feed) {
        super(context);
        this.timers = timers;
        var self = context.getSelf();
        guild = new Guild(feed, task -> self.tell(new GuildMessage.Run(task)));
        guild.open();
    }

    @Override
    public Receive<GuildMessage> createReceive() {
        return newReceiveBuilder()
                .onAnyMessage(this::take)
                .onSignal(PreRestart.class, _ -> end())
                .onSignal(PostStop.class, _ -> end())
                .build();
    }

    private Behavior<GuildMessage> take(GuildMessage message) {
        switch (message) {
            case GuildMessage.Ask ask -> guild.handle(ask.command(), ask.receivedNanos(), ask.replyTo()::tell);
            case GuildMessage.Join join -> guild.join(join.user(), join.recipients(), join.listener());
            case GuildMessage.Turn turn -> guild.turn(turn.recipient(), turn.listener());
            case GuildMessage.Leave leave -> guild.leave(leave.recipient());
            case GuildMessage.Look(var recipient, var viewport, var viewer) -> guild.look(recipient, viewport, viewer);
            case GuildMessage.Turned(var recipient) -> guild.turned(recipient);
            case GuildMessage.EndRelays(int percent) -> guild.endRelays(percent);
            case GuildMessage.Drain drain -> guild.drain(() -> drain.drained().complete(null));
            case GuildMessage.Run run -> run.task().run();
            case GuildMessage.Tick _ -> guild.tick();
        }
        if (guild.isRestless() && !timers.isTimerActive(GuildMessage.Tick.TICK)) {
            timers.startSingleTimer(GuildMessage.Tick.TICK, TICK_EVERY);
        }
        return this;
    }

    private Behavior<GuildMessage> end() {
        guild.end();
        return this;
    }
}

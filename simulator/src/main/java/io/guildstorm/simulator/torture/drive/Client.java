package io.guildstorm.simulator.torture.drive;

import io.guildstorm.simulator.torture.history.Arrival.Told;
import io.guildstorm.simulator.torture.history.Call;
import io.guildstorm.simulator.torture.history.Op;
import io.guildstorm.simulator.torture.history.Outcome;
import io.guildstorm.simulator.torture.plan.Step;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// One client: follows its steps, call by call, beside its session.
///
/// **Owner:** a thread of its own; [#heard] comes on that of the session.
final class Client implements AutoCloseable {
    private static final int PAGE = 50;
    private static final int PAGE_MAX = 100;
    private static final int REPEATS_MAX = 60;
    private static final int REPEAT_MILLIS = 150;
    private static final int AWAY_MILLIS_MAX = 1_000;
    private static final int PULSE_MILLIS = 20;
    private static final int TOO_MANY = 429;

    private final Scene scene;
    private final Scene.User user;
    private final Recorder recorder;
    private final Board board;
    private final Line callLine;
    private final Line socketLine;
    private final Rest rest;
    private final Sessions sessions;
    private final Stage stage;
    private final Map<String, Long> lastHeard = new ConcurrentHashMap<>();
    private final Set<String> texts = ConcurrentHashMap.newKeySet();
    private volatile boolean catchUp;

    Client(Scene scene, Scene.User user, Board board, Recorder recorder, Stage stage) {
        this.scene = scene;
        this.user = user;
        this.board = board;
        this.recorder = recorder;
        this.stage = stage;
        callLine = stage.line();
        socketLine = stage.line();
        rest = new Rest(user.name(), "Bot " + user.token(), callLine, scene, recorder);
        sessions = new Sessions(scene, user, socketLine, recorder, this::heard);
    }

    Sessions sessions() {
        return sessions;
    }

    private void heard(Told told) {
        switch (told) {
            case Told.Created(var channel, var id, var text) -> {
                board.announced(channel, id);
                lastHeard.merge(channel, id, Math::max);
                if (text.startsWith(Warden.LAST)) texts.add(text);
            }
            case Told.Ready _ -> catchUp = !lastHeard.isEmpty();
            default -> {}
        }
    }

    /// Whether its session was told of one of the owner's last messages.
    boolean wasTold(String text) {
        return texts.contains(text);
    }

    /// Does one step after the other until the time is up.
    void follow(List<Step> steps) {
        try {
            for (Step step : steps) {
                Thread.sleep(step.pauseMillis());
                while (stage.away()) Thread.sleep(PULSE_MILLIS);
                if (stage.over()) return;
                if (catchUp) catchUp();
                follow(step);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(Step step) throws InterruptedException {
        String channel = channel(step.choice());
        int choice = step.choice() / 16;
        switch (step.kind()) {
            case SEND -> posted(rest.send(channel, text("m"), ""));
            case SEND_ONCE -> sendOnce(channel, text("m"));
            case SEND_ONCE_TWICE -> {
                String text = text("m");
                both(() -> sendOnce(channel, text));
            }
            case EDIT -> edit(choice);
            case EDIT_TWICE -> both(() -> edit(choice));
            case DELETE -> board.own(user.name(), choice).ifPresent(own -> rest.delete(own.channel(), own.id()));
            case READ_NEWEST -> rest.read(channel, Op.Anchor.NEWEST, 0, limit(choice));
            case READ_BEFORE -> read(channel, Op.Anchor.BEFORE, choice);
            case READ_AFTER -> read(channel, Op.Anchor.AFTER, choice);
            case READ_AROUND -> read(channel, Op.Anchor.AROUND, choice);
            case CUT_SOCKET -> {
                sessions.stayAway(choice / 3_000 % AWAY_MILLIS_MAX);
                socketLine.cutAfter(choice % 3_000, choice % 5 != 0);
            }
            case CUT_CALL -> callLine.cutAfter(1 + choice % 600, choice % 2 == 0);
            case SIGN_IN_ANEW -> sessions.signInAnew();
        }
    }

    private String channel(int choice) {
        List<String> names = scene.channelNames();
        return names.get(choice % 16 % names.size());
    }

    private String text(String kind) {
        return kind + recorder.nextText() + " by " + user.name();
    }

    private static int limit(int choice) {
        return 1 + choice % PAGE;
    }

    private void read(String channel, Op.Anchor anchor, int choice) {
        board.recent(channel, choice).ifPresent(at -> rest.read(channel, anchor, at.id(), limit(choice / 64)));
    }

    private void edit(int choice) {
        board.own(user.name(), choice).ifPresent(own -> rest.edit(own.channel(), own.id(), text("e")));
    }

    private interface Doing {
        void run() throws InterruptedException;
    }

    private static void both(Doing doing) throws InterruptedException {
        Thread other = Thread.startVirtualThread(() -> {
            try {
                doing.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        doing.run();
        other.join();
    }

    /// With the text as nonce, until there is an answer.
    private void sendOnce(String channel, String text) throws InterruptedException {
        String nonce = "n" + text.substring(1, text.indexOf(' '));
        for (int i = 0; i < REPEATS_MAX; i++) {
            Call call = rest.send(channel, text, nonce);
            posted(call);
            if (!again(call) || stage.over()) return;
            Thread.sleep(REPEAT_MILLIS);
        }
    }

    /// Whether a call is to be repeated: no answer, or none but "later".
    static boolean again(Call call) {
        return switch (call.outcome()) {
            case Outcome.Done _ -> false;
            case Outcome.Refused(var status) -> status == TOO_MANY;
            case Outcome.Unknown _ -> true;
        };
    }

    private void posted(Call call) {
        if (call.op() instanceof Op.Send send && call.outcome() instanceof Outcome.Done(var shown) && !shown.isEmpty())
            board.acknowledged(user.name(), send.channel(), shown.getFirst().id());
    }

    /// What a new session was not told of stands in the history.
    private void catchUp() {
        catchUp = false;
        for (String channel : scene.channelNames()) {
            @Nullable Long last = lastHeard.get(channel);
            long after = last == null ? 0 : last;
            while (!stage.over()) {
                Call page = rest.read(channel, Op.Anchor.AFTER, after, PAGE_MAX);
                if (!(page.outcome() instanceof Outcome.Done(var shown)) || shown.size() < PAGE_MAX) break;
                after = shown.getFirst().id();
            }
        }
    }

    @Override
    public void close() {
        rest.close();
        callLine.close();
        socketLine.close();
    }
}

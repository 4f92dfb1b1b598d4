package io.guildstorm.simulator.torture.drive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guildstorm.simulator.torture.drive.GatewaySocket.Came;
import io.guildstorm.simulator.torture.history.Arrival;
import io.guildstorm.simulator.torture.history.Arrival.Told;
import io.guildstorm.simulator.torture.history.SessionLog;
import io.guildstorm.simulator.torture.history.SessionLog.End;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The sessions of one client, one after another: signs in, resumes what was cut, signs in anew when it must.
///
/// **Owner:** a thread of its own. Others ask it to sign in anew or to end.
final class Sessions implements Runnable {
    private static final int INTENTS = 1 | 1 << 1 | 1 << 9 | 1 << 15;
    private static final long BEAT_NANOS = 10_000_000_000L;
    private static final long PULSE_MILLIS = 20;
    private static final long AGAIN_MILLIS = 100;

    private final Scene scene;
    private final Scene.User user;
    private final Line line;
    private final Recorder recorder;
    private final Consumer<Told> ear;
    private int begun;
    private String session = "";
    private int seen;
    private long begunAt;
    private long stopSaid = -1;
    private final List<Arrival> arrivals = new ArrayList<>();
    private long nextBeat;
    private boolean open;
    private volatile boolean live;
    private volatile boolean anew;
    private volatile long awayMillis;
    private volatile boolean ending;

    /// @param ear hears of every dispatch, on the session's thread
    Sessions(Scene scene, Scene.User user, Line line, Recorder recorder, Consumer<Told> ear) {
        this.scene = scene;
        this.user = user;
        this.line = line;
        this.recorder = recorder;
        this.ear = ear;
    }

    /// Whether there is a session with a socket on which it was begun or resumed.
    boolean live() {
        return live;
    }

    /// Signs out and in again.
    void signInAnew() {
        anew = true;
    }

    /// Does not come back for so long when its socket is gone the next time: what happens meanwhile is for the resume.
    void stayAway(long millis) {
        awayMillis = millis;
    }

    /// Records what there is and ends.
    void end() {
        ending = true;
    }

    @Override
    public void run() {
        try {
            while (!ending) {
                GatewaySocket socket = GatewaySocket.open(line.port(), recorder);
                if (socket == null) Thread.sleep(AGAIN_MILLIS);
                else serve(socket);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close("the run was over before it was resumed");
    }

    private void serve(GatewaySocket socket) throws InterruptedException {
        if (open && session.isEmpty()) close("cut before READY");
        if (open) resume(socket);
        else identify(socket);
        while (true) {
            if (ending && live) {
                finish(new End.Live(recorder.now()));
                socket.abort();
                return;
            }
            if (anew && live) {
                anew = false;
                close("signs out");
                socket.close(1000);
                return;
            }
            Came came = socket.next(PULSE_MILLIS);
            if (came == null) {
                if (recorder.now() > nextBeat) beat(socket);
                if (ending) return;
            } else if (came.kind() == Came.Kind.GONE) {
                live = false;
                if (open) arrivals.add(new Arrival.Cut(came.at(), came.text()));
                Thread.sleep(awayMillis);
                awayMillis = 0;
                return;
            } else {
                take(socket, came.at(), parse(came.text()));
            }
        }
    }

    private static JsonNode parse(String text) {
        try {
            return Rest.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a frame that is not JSON: " + text, e);
        }
    }

    private void identify(GatewaySocket socket) {
        open = true;
        begun++;
        arrivals.clear();
        seen = 0;
        session = "";
        stopSaid = -1;
        begunAt = recorder.now();
        ObjectNode data =
                Rest.JSON.createObjectNode().put("token", user.token()).put("intents", INTENTS);
        data.putObject("properties")
                .put("os", "linux")
                .put("browser", "guildstorm")
                .put("device", "torture");
        say(socket, 2, data);
    }

    private void resume(GatewaySocket socket) {
        arrivals.add(new Arrival.ResumeAsked(recorder.now(), seen));
        ObjectNode data = Rest.JSON.createObjectNode();
        say(
                socket,
                6,
                data.put("token", user.token()).put("session_id", session).put("seq", seen));
    }

    private void say(GatewaySocket socket, int op, JsonNode data) {
        socket.send(Rest.JSON
                .createObjectNode()
                .put("op", op)
                .<ObjectNode>set("d", data)
                .toString());
        nextBeat = recorder.now() + BEAT_NANOS;
    }

    private void beat(GatewaySocket socket) {
        say(socket, 1, Rest.JSON.getNodeFactory().numberNode(seen));
    }

    private void take(GatewaySocket socket, long at, JsonNode frame) {
        switch (frame.path("op").asInt()) {
            case 0 -> dispatched(at, frame);
            case 1 -> beat(socket);
            case 7 -> {
                if (live) stopSaid = at; // else it is said to a socket that has no session, for which nothing is due
                live = false;
            }
            case 9 -> {
                live = false;
                close("refused a resume");
                identify(socket);
            }
            default -> {}
        }
    }

    private void dispatched(long at, JsonNode frame) {
        Told told = told(frame.path("t").asText(), frame.path("d"));
        int s = frame.path("s").asInt();
        arrivals.add(new Arrival.Dispatch(at, s, told));
        recorder.dispatched();
        seen = Math.max(seen, s);
        if (told instanceof Told.Ready)
            session = frame.path("d").path("session_id").asText();
        if (told instanceof Told.Ready || told instanceof Told.Resumed) {
            live = true;
            stopSaid = -1;
        }
        ear.accept(told);
    }

    private Told told(String type, JsonNode data) {
        String channel = scene.name(data.path("channel_id").asText());
        long id = data.path("id").asLong();
        return switch (type) {
            case "READY" -> new Told.Ready();
            case "RESUMED" -> new Told.Resumed();
            case "GUILD_CREATE" -> new Told.GuildGained();
            case "GUILD_DELETE" -> new Told.GuildLost();
            case "CHANNEL_CREATE" ->
                new Told.ChannelGained(scene.name(data.path("id").asText()));
            case "CHANNEL_DELETE" ->
                new Told.ChannelLost(scene.name(data.path("id").asText()));
            case "MESSAGE_CREATE" ->
                new Told.Created(channel, id, data.path("content").asText());
            case "MESSAGE_UPDATE" ->
                new Told.Updated(channel, id, data.path("content").asText());
            case "MESSAGE_DELETE" -> new Told.Deleted(channel, id);
            default -> new Told.Other(type);
        };
    }

    private void close(String why) {
        live = false;
        finish(stopSaid >= 0 ? new End.Stopped(stopSaid) : new End.Over(recorder.now(), why));
    }

    private void finish(End end) {
        if (!open) return;
        open = false;
        recorder.ended(new SessionLog(user.name() + "#" + begun, user.name(), begunAt, arrivals, end));
    }
}

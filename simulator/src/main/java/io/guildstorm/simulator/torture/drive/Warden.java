package io.guildstorm.simulator.torture.drive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.guildstorm.simulator.torture.drive.Rest.Answer;
import io.guildstorm.simulator.torture.history.Call;
import io.guildstorm.simulator.torture.history.Lever;
import io.guildstorm.simulator.torture.history.Op;
import io.guildstorm.simulator.torture.history.Op.SetAccess;
import io.guildstorm.simulator.torture.history.Outcome;
import io.guildstorm.simulator.torture.plan.WardenStep;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// The owner of the guild, who changes what the others may see, one call after the other, and at the end gives all of
/// it back, says a last word in every channel, and reads every channel to its beginning.
///
/// **Owner:** a thread of its own, then the one that drives.
final class Warden {
    /// What the owner's last words begin with.
    static final String LAST = "last word ";

    private static final String MUTED = "muted";
    private static final String VIEW_CHANNEL = Long.toString(1L << 10);
    private static final int PAGE = 100;
    private static final int AGAIN_MILLIS = 100;

    private final Scene scene;
    private final Rest owner;
    private final Rest admin;
    private final Recorder recorder;
    private final Board board;
    private final boolean overwrites;
    private final String role;
    private final Set<Lever> pulled = new LinkedHashSet<>();
    private final Set<String> banned = new LinkedHashSet<>();

    /// @param owner calls as the owner of the guild
    /// @param admin calls of the admin API
    Warden(Scene scene, Rest owner, Rest admin, Recorder recorder, Board board) {
        this.scene = scene;
        this.owner = owner;
        this.admin = admin;
        this.recorder = recorder;
        this.board = board;
        String channel = scene.id(scene.channelNames().getFirst());
        overwrites = owner.ask("PUT", overwrite(channel, scene.owner().id()), overwriteOf(1, "0"))
                .done();
        if (overwrites) owner.ask("DELETE", overwrite(channel, scene.owner().id()), nothing());
        Answer made = overwrites
                ? owner.ask(
                        "POST",
                        guild() + "/roles",
                        Rest.JSON.createObjectNode().put("name", MUTED).put("permissions", "0"))
                : new Answer(0, nothing(), "");
        role = made.done() ? made.body().path("id").asText() : "";
    }

    /// What cannot be played because the server does not have it; empty: nothing.
    List<String> unavailable() {
        if (!overwrites) return List.of("channel permissions", "roles", "kick", "ban");
        return role.isEmpty() ? List.of("roles") : List.of();
    }

    private static JsonNode nothing() {
        return MissingNode.getInstance();
    }

    private static JsonNode overwriteOf(int type, String deny) {
        return Rest.JSON.createObjectNode().put("allow", "0").put("deny", deny).put("type", type);
    }

    private static String overwrite(String channelId, String target) {
        return "/api/v10/channels/" + channelId + "/permissions/" + target;
    }

    private String guild() {
        return "/api/v10/guilds/" + scene.guild();
    }

    /// Does one step after the other until the time is up.
    void follow(List<WardenStep> steps, BooleanSupplier over) {
        try {
            for (WardenStep step : steps) {
                Thread.sleep(step.pauseMillis());
                if (over.getAsBoolean()) return;
                follow(step);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(WardenStep step) {
        int choice = step.choice() / 16;
        Scene.User user = scene.members().get(choice % scene.members().size());
        String channel = scene.channelNames()
                .get(step.choice() % 16 % scene.channelNames().size());
        switch (step.kind()) {
            case MEMBERSHIP -> membership(user, choice);
            case MEMBER_OVERWRITE -> {
                if (overwrites) toggle(new Lever.MemberDenied(channel, user.name()));
            }
            case ROLE_OVERWRITE -> {
                if (!role.isEmpty()) toggle(new Lever.RoleDenied(channel, MUTED));
            }
            case ROLE -> {
                if (!role.isEmpty() && !outside(user)) toggle(new Lever.HasRole(user.name(), MUTED));
            }
            case MODERATE ->
                board.recent(channel, choice).ifPresent(message -> owner.delete(message.channel(), message.id()));
        }
    }

    private boolean outside(Scene.User user) {
        return pulled.contains(new Lever.Outside(user.name()));
    }

    private void membership(Scene.User user, int choice) {
        if (outside(user)) {
            letIn(user);
            return;
        }
        List<Scene.User> out = scene.members().stream().filter(this::outside).toList();
        if (!out.isEmpty() && out.size() >= scene.members().size() / 3) {
            letIn(out.getFirst());
            return;
        }
        int way = overwrites ? choice / 64 % 3 : 0;
        switch (way) {
            case 1 -> putOut(user, "kicks ", "DELETE", guild() + "/members/" + user.id());
            case 2 -> {
                banned.add(user.name());
                putOut(user, "bans ", "PUT", guild() + "/bans/" + user.id());
            }
            default -> remove(user);
        }
    }

    private void putOut(Scene.User user, String verb, String method, String path) {
        Call call = insist(() -> owner.set(
                new SetAccess(new Lever.Outside(user.name()), true, verb + user.name()), method, path, nothing()));
        if (call.acknowledged()) left(user);
        else remove(user);
    }

    private void remove(Scene.User user) {
        insist(() -> admin.set(
                new SetAccess(new Lever.Outside(user.name()), true, "removes " + user.name()),
                "DELETE",
                members(),
                users(user)));
        left(user);
    }

    private void left(Scene.User user) {
        pulled.add(new Lever.Outside(user.name()));
        pulled.remove(new Lever.HasRole(user.name(), MUTED));
    }

    private void letIn(Scene.User user) {
        if (banned.remove(user.name())) {
            String ban = guild() + "/bans/" + user.id();
            while (owner.ask("DELETE", ban, nothing()).unknown()
                    && !Thread.currentThread().isInterrupted()) pause();
        }
        insist(() -> admin.set(
                new SetAccess(new Lever.Outside(user.name()), false, "lets " + user.name() + " in"),
                "PUT",
                members(),
                users(user)));
        pulled.remove(new Lever.Outside(user.name()));
    }

    private String members() {
        return "/admin/v1/guilds/" + scene.guild() + "/members";
    }

    private static JsonNode users(Scene.User user) {
        var body = Rest.JSON.createObjectNode();
        body.putArray("users").add(user.id());
        return body;
    }

    private void toggle(Lever lever) {
        set(lever, !pulled.contains(lever));
    }

    private void set(Lever lever, boolean forbids) {
        if (forbids) pulled.add(lever);
        else pulled.remove(lever);
        String words = (forbids ? "" : "no longer ");
        Call _ = switch (lever) {
            case Lever.MemberDenied(var channel, var user) ->
                overwrite(
                        new SetAccess(lever, forbids, words + "denies #" + channel + " to " + user),
                        channel,
                        member(user).id(),
                        1);
            case Lever.RoleDenied(var channel, var name) ->
                overwrite(
                        new SetAccess(lever, forbids, words + "denies #" + channel + " to role " + name),
                        channel,
                        role,
                        0);
            case Lever.HasRole(var user, var name) ->
                insist(() -> owner.set(
                        new SetAccess(lever, forbids, words + "gives role " + name + " to " + user),
                        forbids ? "PUT" : "DELETE",
                        guild() + "/members/" + member(user).id() + "/roles/" + role,
                        nothing()));
            case Lever.Outside _ -> throw new IllegalArgumentException("not a lever of permissions");
        };
    }

    private Call overwrite(SetAccess op, String channel, String target, int type) {
        String path = overwrite(scene.id(channel), target);
        return insist(() -> op.forbids()
                ? owner.set(op, "PUT", path, overwriteOf(type, VIEW_CHANNEL))
                : owner.set(op, "DELETE", path, nothing()));
    }

    private Scene.User member(String name) {
        return scene.members().stream()
                .filter(user -> user.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// Until there is an answer, which a restart may delay.
    private static Call insist(Supplier<Call> doing) {
        Call call = doing.get();
        while (Client.again(call) && !Thread.currentThread().isInterrupted()) {
            pause();
            call = doing.get();
        }
        return call;
    }

    private static void pause() {
        try {
            Thread.sleep(AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Gives back all that was taken.
    void restore() {
        scene.members().stream().filter(this::outside).toList().forEach(this::letIn);
        List.copyOf(pulled).forEach(lever -> set(lever, false));
    }

    /// Says a last word in every channel.
    /// @return the texts
    List<String> lastWords() {
        return scene.channelNames().stream()
                .map(channel -> {
                    int number = recorder.nextText();
                    String text = LAST + number;
                    insist(() -> owner.send(channel, text, "n" + number));
                    return text;
                })
                .toList();
    }

    /// Reads every channel, page by page, to its beginning.
    void readAll() {
        for (String channel : scene.channelNames()) {
            Call page = insist(() -> owner.read(channel, Op.Anchor.NEWEST, 0, PAGE));
            while (page.outcome() instanceof Outcome.Done(var shown) && shown.size() == PAGE) {
                long before = shown.getLast().id();
                page = insist(() -> owner.read(channel, Op.Anchor.BEFORE, before, PAGE));
            }
        }
    }
}

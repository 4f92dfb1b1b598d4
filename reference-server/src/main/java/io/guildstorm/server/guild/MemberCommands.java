package io.guildstorm.server.guild;

import io.guildstorm.server.guild.Change.Answer;
import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildCommand.Create;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.Members;
import io.guildstorm.server.model.Permission;
import io.guildstorm.server.model.Role;
import io.guildstorm.server.model.RoleId;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.store.GuildChange;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Founding a guild, and members who come and go in numbers.
///
/// Each member who comes or goes is an event with a position of its own, so that many of them go in steps that fit
/// into `fanout.backlog`, each delivered before the next. While no session is there to hear of it, all go in one
/// step.
///
/// **Owner:** the guild.
final class MemberCommands {
    private static final int STEP_MAX = 256;

    private final GuildId guild;
    private final GuildSettings settings;
    private final GuildParts parts;
    private final Ledger ledger;
    private final GuildFeed feed;
    private final ArrayDeque<Runnable> nextSteps = new ArrayDeque<>();

    MemberCommands(GuildFeed feed, Ledger ledger) {
        this.feed = feed;
        this.ledger = ledger;
        guild = feed.guild();
        settings = feed.settings();
        parts = feed.parts();
    }

    /// Goes on with what waits for its last step.
    void goOn() {
        for (int waiting = nextSteps.size(); waiting > 0; waiting--) {
            nextSteps.remove().run();
        }
    }

    /// Asked twice, it answers with what is there.
    void create(Create command, Consumer<GuildAnswer> caller) {
        var there = ledger.projected();
        if (there != null) {
            caller.accept(new GuildAnswer.Created(there));
            return;
        }
        var channels = new ArrayList<Channel>();
        for (String name : command.channels()) {
            channels.add(Channel.text(new ChannelId(parts.ids().next()), guild, name, channels.size()));
        }
        var users = new LinkedHashSet<User>();
        users.add(command.owner());
        users.addAll(command.members());
        var members = users.stream().map(this::newMember).toList();
        var everyone = new Role(new RoleId(guild.value()), "@everyone", Permission.EVERYONE, 0);
        var roles = new HashMap<RoleId, Role>();
        roles.put(everyone.id(), everyone);
        command.crowd().roles().forEach(role -> roles.put(role.id(), role));
        var view = new GuildView(
                guild,
                command.name(),
                command.owner().id(),
                List.copyOf(channels),
                Map.copyOf(roles),
                command.crowd().members().withAll(members),
                ledger.endOf(1));
        var answer = new Answer(new GuildAnswer.Created(view), Effective.ONCE_DURABLE, caller);
        ledger.append(Change.of(new GuildChange.Founded(view, members), List.of(), view, answer)
                .whenApplied(() -> parts.arrivals().in(guild, ids(members))));
    }

    void add(GuildView view, List<User> users, Consumer<GuildAnswer> caller) {
        var fresh = new ArrayList<User>();
        for (User user : new LinkedHashSet<>(users)) {
            if (view.member(user.id()) == null && !view.bans().containsKey(user.id())) {
                fresh.add(user);
            }
        }
        inSteps(fresh, this::addStep, caller);
    }

    private void addStep(GuildView view, List<User> users, Consumer<GuildAnswer> caller) {
        var added = users.stream().map(this::newMember).toList();
        var members = view.members().withAll(added);
        List<GuildEvent> events =
                added.stream().<GuildEvent>map(GuildEvent.MemberJoined::new).toList();
        ledger.append(change(view, members, new GuildChange.MembersPut(added), events, caller)
                .whenApplied(() -> parts.arrivals().in(guild, ids(added))));
    }

    private static Set<UserId> ids(List<Member> members) {
        return members.stream().map(member -> member.user().id()).collect(Collectors.toUnmodifiableSet());
    }

    void remove(GuildView view, List<UserId> users, Consumer<GuildAnswer> caller) {
        var present = new ArrayList<UserId>();
        for (UserId user : new LinkedHashSet<>(users)) {
            if (view.member(user) != null) {
                present.add(user);
            }
        }
        inSteps(present, this::removeStep, caller);
    }

    private void removeStep(GuildView view, List<UserId> users, Consumer<GuildAnswer> caller) {
        var events = new ArrayList<GuildEvent>();
        for (UserId user : users) {
            var member = view.member(user);
            if (member != null) {
                events.add(new GuildEvent.MemberLeft(member.user()));
            }
        }
        ledger.append(
                change(view, view.members().withoutAll(users), new GuildChange.MembersRemoved(users), events, caller));
    }

    private Change change(
            GuildView view, Members members, GuildChange write, List<GuildEvent> events, Consumer<GuildAnswer> caller) {
        var told = feed.isEmpty() ? List.<GuildEvent>of() : events;
        var next = view.withMembers(members).at(ledger.endOf(Math.max(1, told.size())));
        var answer = new Answer(new GuildAnswer.Done(), settings.consistency().membership(), caller);
        return Change.of(write, told, next, answer);
    }

    @FunctionalInterface
    private interface Step<T> {
        void take(GuildView view, List<T> some, Consumer<GuildAnswer> caller);
    }

    private <T> void inSteps(List<T> all, Step<T> step, Consumer<GuildAnswer> caller) {
        var view = ledger.projected();
        if (view == null || all.isEmpty()) {
            caller.accept(new GuildAnswer.Done());
            return;
        }
        int size = feed.isEmpty() ? all.size() : Math.min(all.size(), Math.clamp(settings.backlog() / 4, 1, STEP_MAX));
        var rest = all.subList(size, all.size());
        if (rest.isEmpty()) {
            step.take(view, all, caller);
        } else {
            step.take(view, all.subList(0, size), answer -> {
                if (answer instanceof GuildAnswer.Done) {
                    nextSteps.add(() -> inSteps(rest, step, caller));
                } else {
                    caller.accept(answer);
                }
            });
        }
    }

    private Member newMember(User user) {
        return Member.of(user, parts.clock().instant().truncatedTo(ChronoUnit.MILLIS));
    }
}

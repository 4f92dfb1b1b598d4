package io.guildstorm.server.guild;

import io.guildstorm.server.guild.Change.Answer;
import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildAnswer.Changed;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.Permission;
import io.guildstorm.server.model.Permissions;
import io.guildstorm.server.model.Reference;
import io.guildstorm.server.model.Refusal;
import io.guildstorm.server.model.ShownMessage;
import io.guildstorm.server.model.ThreadChannel;
import io.guildstorm.server.model.ThreadCommand;
import io.guildstorm.server.model.ThreadCommand.AddToThread;
import io.guildstorm.server.model.ThreadCommand.EditThread;
import io.guildstorm.server.model.ThreadCommand.RemoveFromThread;
import io.guildstorm.server.model.ThreadCommand.StartThread;
import io.guildstorm.server.model.ThreadCommand.ThreadEdit;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.store.GuildChange;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The rules of threads: a channel below a channel, one level deep.
///
/// **Owner:** the guild.
final class ThreadCommands {
    private final GuildParts parts;
    private final Ledger ledger;
    private final TouchedMessages touched;
    private final Consistency consistency;

    ThreadCommands(GuildFeed feed, Ledger ledger, TouchedMessages touched) {
        parts = feed.parts();
        consistency = feed.settings().consistency();
        this.ledger = ledger;
        this.touched = touched;
    }

    void decide(GuildView view, ThreadCommand command, Consumer<GuildAnswer> caller) {
        switch (command) {
            case StartThread start -> start(view, start, caller);
            case EditThread edit -> edit(view, edit, caller);
            case AddToThread add -> add(view, add, caller);
            case RemoveFromThread remove -> remove(view, remove, caller);
        }
    }

    private void start(GuildView view, StartThread command, Consumer<GuildAnswer> caller) {
        var on = command.on();
        if (on == null) {
            start(view, command, null, caller);
        } else {
            touched.withReferenced(command.parent(), on, new Judged(ledger, caller) {
                @Override
                void proceed(GuildView now, Message message, @Nullable Message referenced) {
                    start(now, command, new ShownMessage(message, referenced), caller);
                }
            });
        }
    }

    private void start(
            GuildView view, StartThread command, @Nullable ShownMessage first, Consumer<GuildAnswer> caller) {
        var id = new ChannelId(
                first == null ? parts.ids().next() : first.message().id().value());
        check(view, command);
        if (view.thread(id) != null) {
            throw new Refused(Refusal.THREAD_EXISTS);
        }
        var thread = new ThreadChannel(
                id,
                view.id(),
                command.parent(),
                command.by(),
                command.name(),
                command.isPrivate(),
                false,
                false,
                command.autoArchiveMinutes(),
                command.slowmodeSeconds(),
                parts.clock().instant().truncatedTo(ChronoUnit.MILLIS),
                Set.of(command.by()));
        var events = new ArrayList<GuildEvent>();
        events.add(new GuildEvent.ThreadCreated(thread));
        GuildChange write = new GuildChange.ThreadPut(thread);
        if (first != null) {
            var starter = starter(view, command, first.message(), id);
            events.add(new GuildEvent.MessageUpdated(first)); // it shows its thread from now on
            events.add(new GuildEvent.MessageCreated(new ShownMessage(starter, first.message())));
            write = new GuildChange.ThreadBegun(thread, starter);
        }
        append(view.with(thread), id, write, events, caller);
    }

    private Message starter(GuildView view, StartThread command, Message on, ChannelId thread) {
        var by = Objects.requireNonNull(view.member(command.by()), "none but members begin threads");
        var reference = new Reference(Reference.Kind.THREAD_STARTER, on.channel(), on.id());
        return new Message(new MessageId(parts.ids().next()), thread, view.id(), by.user(), "", null, reference, null);
    }

    private void check(GuildView view, StartThread command) {
        var parent = view.anyChannel(command.parent());
        long mine = parent == null ? 0 : Permissions.in(view, parent, command.by());
        if (!Permission.VIEW_CHANNEL.in(mine)) {
            throw new Refused(Refusal.UNKNOWN_CHANNEL);
        }
        if (!(parent instanceof Channel channel) || channel.kind() != Channel.Kind.TEXT) {
            throw new Refused(Refusal.NO_TEXT_CHANNEL);
        }
        var needed = command.isPrivate() ? Permission.CREATE_PRIVATE_THREADS : Permission.CREATE_PUBLIC_THREADS;
        if (!needed.in(now(view, mine, command.by()))) {
            throw new Refused(Refusal.MISSING_PERMISSION);
        }
    }

    private void edit(GuildView view, EditThread command, Consumer<GuildAnswer> caller) {
        var thread = seen(view, command.thread(), command.by());
        long mine = now(view, Permissions.in(view, thread, command.by()), command.by());
        boolean manages = Permission.MANAGE_THREADS.in(mine);
        boolean owns = thread.owner().equals(command.by())
                && !thread.locked()
                && command.to().locked() == null;
        boolean opens = !thread.locked()
                && Permission.SEND_MESSAGES.in(mine)
                && command.to().equals(new ThreadEdit(null, false, null, null, null));
        if (!manages && !owns && !opens) {
            throw new Refused(thread.locked() ? Refusal.THREAD_LOCKED : Refusal.MISSING_PERMISSION);
        }
        var next = edited(thread, command.to());
        put(view.with(next), next, List.of(new GuildEvent.ThreadUpdated(next, view)), caller);
    }

    private ThreadChannel edited(ThreadChannel old, ThreadEdit to) {
        var now = parts.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        var named = new ThreadChannel(
                old.id(),
                old.guild(),
                old.parent(),
                old.owner(),
                Objects.requireNonNullElse(to.name(), old.name()),
                old.isPrivate(),
                old.archived(),
                Objects.requireNonNullElse(to.locked(), old.locked()),
                Objects.requireNonNullElse(to.autoArchiveMinutes(), old.autoArchiveMinutes()),
                Objects.requireNonNullElse(to.slowmodeSeconds(), old.slowmodeSeconds()),
                old.archiveChanged(),
                old.members());
        return named.withArchived(Objects.requireNonNullElse(to.archived(), old.archived()), now);
    }

    private void add(GuildView view, AddToThread command, Consumer<GuildAnswer> caller) {
        var thread = seen(view, command.thread(), command.by());
        boolean oneself = command.by().equals(command.user());
        long mine = now(view, Permissions.in(view, thread, command.by()), command.by());
        if (!oneself && !Permission.SEND_MESSAGES.in(mine)) {
            throw new Refused(Refusal.MISSING_PERMISSION);
        }
        if (thread.archived()) {
            throw new Refused(Refusal.THREAD_ARCHIVED);
        }
        if (view.member(command.user()) == null) {
            throw new Refused(Refusal.UNKNOWN_MEMBER);
        }
        if (thread.members().contains(command.user())) {
            caller.accept(new Changed(view, thread.id().value()));
            return;
        }
        if (thread.members().size() >= ThreadChannel.MEMBERS_MAX) {
            throw new Refused(Refusal.THREAD_FULL);
        }
        members(view, thread, with(thread.members(), command.user()), caller);
    }

    private void remove(GuildView view, RemoveFromThread command, Consumer<GuildAnswer> caller) {
        var thread = seen(view, command.thread(), command.by());
        boolean may = command.by().equals(command.user())
                || Permission.MANAGE_THREADS.in(Permissions.in(view, thread, command.by()))
                || (thread.isPrivate() && thread.owner().equals(command.by()));
        if (!may) {
            throw new Refused(Refusal.MISSING_PERMISSION);
        }
        if (thread.archived()) {
            throw new Refused(Refusal.THREAD_ARCHIVED);
        }
        if (!thread.members().contains(command.user())) {
            throw new Refused(Refusal.UNKNOWN_MEMBER);
        }
        var left = new HashSet<>(thread.members());
        left.remove(command.user());
        members(view, thread, left, caller);
    }

    /// Who speaks in a thread follows it from now on, and opens it if it was archived.
    void enter(GuildView view, ThreadChannel thread, UserId speaker) {
        boolean comes = !thread.members().contains(speaker) && thread.members().size() < ThreadChannel.MEMBERS_MAX;
        if (!comes && !thread.archived()) {
            return;
        }
        var open = thread.withArchived(false, parts.clock().instant().truncatedTo(ChronoUnit.MILLIS));
        var next = comes ? open.withMembers(with(open.members(), speaker)) : open;
        var events = new ArrayList<GuildEvent>();
        if (thread.archived()) {
            events.add(new GuildEvent.ThreadUpdated(open, view));
        }
        if (comes) {
            events.add(new GuildEvent.ThreadMembersChanged(next, view.with(open)));
        }
        var after = view.with(next).at(ledger.endOf(events.size()));
        var nobody = new Answer(new GuildAnswer.Done(), Effective.ONCE_DURABLE, _ -> {});
        if (!ledger.append(Change.of(new GuildChange.ThreadPut(next), events, after, nobody))) {
            throw new Refused(Refusal.BUSY);
        }
    }

    private static Set<UserId> with(Set<UserId> members, UserId one) {
        var all = new HashSet<>(members);
        all.add(one);
        return all;
    }

    private void members(GuildView view, ThreadChannel thread, Set<UserId> members, Consumer<GuildAnswer> caller) {
        var next = thread.withMembers(members);
        put(view.with(next), next, List.of(new GuildEvent.ThreadMembersChanged(next, view)), caller);
    }

    private void put(GuildView next, ThreadChannel thread, List<GuildEvent> events, Consumer<GuildAnswer> caller) {
        append(next, thread.id(), new GuildChange.ThreadPut(thread), events, caller);
    }

    private void append(
            GuildView next,
            ChannelId thread,
            GuildChange write,
            List<GuildEvent> events,
            Consumer<GuildAnswer> caller) {
        var after = next.at(ledger.endOf(events.size()));
        var answer = new Answer(new Changed(after, thread.value()), consistency.permissions(), caller);
        ledger.append(Change.of(write, events, after, answer));
    }

    private static ThreadChannel seen(GuildView view, ChannelId id, UserId by) {
        var thread = view.thread(id);
        if (thread == null || !Permissions.sees(view, thread, by)) {
            throw new Refused(Refusal.UNKNOWN_CHANNEL);
        }
        return thread;
    }

    private long now(GuildView view, long bits, UserId user) {
        var member = view.member(user);
        return member == null ? 0 : Permissions.at(parts.clock().instant(), bits, member);
    }
}

package io.guildstorm.server.guild;

import io.guildstorm.server.guild.Change.Answer;
import io.guildstorm.server.model.AccessCommand.ChannelEdit;
import io.guildstorm.server.model.AccessCommand.CreateChannel;
import io.guildstorm.server.model.AccessCommand.DeleteChannel;
import io.guildstorm.server.model.AccessCommand.DeleteOverwrite;
import io.guildstorm.server.model.AccessCommand.EditChannel;
import io.guildstorm.server.model.AccessCommand.PutOverwrite;
import io.guildstorm.server.model.AccessCommand.RenameGuild;
import io.guildstorm.server.model.AnyChannel;
import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildAnswer.Changed;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Overwrite;
import io.guildstorm.server.model.Permission;
import io.guildstorm.server.model.Permissions;
import io.guildstorm.server.model.Refusal;
import io.guildstorm.server.model.RoleId;
import io.guildstorm.server.model.ThreadChannel;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.store.GuildChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/// The rules of channels and of what they allow and deny.
///
/// **Owner:** the guild.
final class ChannelCommands {
    /// As in Discord's public API.
    private static final int CHANNELS_MAX = 500;

    private final GuildParts parts;
    private final Ledger ledger;
    private final Consistency consistency;

    ChannelCommands(GuildFeed feed, Ledger ledger) {
        parts = feed.parts();
        consistency = feed.settings().consistency();
        this.ledger = ledger;
    }

    void rename(GuildView view, RenameGuild command, Consumer<GuildAnswer> caller) {
        if (!Permission.MANAGE_GUILD.in(Permissions.inGuild(view, command.by()))) {
            throw new Refused(Refusal.MISSING_PERMISSION);
        }
        var next = view.named(command.name()).at(ledger.endOf(1));
        append(next, new GuildEvent.GuildUpdated(), view.id().value(), caller);
    }

    void create(GuildView view, CreateChannel command, Consumer<GuildAnswer> caller) {
        long mine = Permissions.inGuild(view, command.by());
        var asked = command.as();
        var overwrites = Objects.requireNonNullElse(asked.overwrites(), List.<Overwrite>of());
        if (!Permission.MANAGE_CHANNELS.in(mine)) {
            throw new Refused(Refusal.MISSING_PERMISSION);
        }
        if (view.channels().size() >= CHANNELS_MAX) {
            throw new Refused(Refusal.TOO_MANY_CHANNELS);
        }
        checkOverwrites(view, mine, List.of(), overwrites);
        var fresh = new Channel(
                new ChannelId(parts.ids().next()),
                view.id(),
                command.kind(),
                Objects.requireNonNullElse(asked.name(), ""),
                view.channels().size(),
                null,
                overwrites,
                null,
                0);
        var channel = edited(view, fresh, asked);
        var next = view.with(channel).at(ledger.endOf(1));
        append(next, new GuildEvent.ChannelCreated(channel), channel.id().value(), caller);
    }

    void edit(GuildView view, EditChannel command, Consumer<GuildAnswer> caller) {
        var channel = channel(view, command.channel(), command.by(), Permission.MANAGE_CHANNELS);
        var asked = command.to().overwrites();
        if (asked != null) {
            long mine = Permissions.in(view, channel, command.by());
            if (!Permission.MANAGE_ROLES.in(mine)) {
                throw new Refused(Refusal.MISSING_PERMISSION);
            }
            checkOverwrites(view, mine, channel.overwrites(), asked);
        }
        replace(view, edited(view, channel, command.to()), caller);
    }

    private static Channel edited(GuildView view, Channel old, ChannelEdit to) {
        String topic = Objects.requireNonNullElse(to.topic(), old.topic() == null ? "" : old.topic());
        long parent = to.parent() != null
                ? to.parent()
                : old.parent() == null ? 0 : old.parent().value();
        var category = parent == 0 ? null : view.channel(new ChannelId(parent));
        return new Channel(
                old.id(),
                old.guild(),
                old.kind(),
                Objects.requireNonNullElse(to.name(), old.name()),
                Objects.requireNonNullElse(to.position(), old.position()),
                topic.isEmpty() ? null : topic,
                Objects.requireNonNullElse(to.overwrites(), old.overwrites()),
                category != null && category.kind() == Channel.Kind.CATEGORY ? category.id() : null,
                Objects.requireNonNullElse(to.slowmodeSeconds(), old.slowmodeSeconds()));
    }

    void putOverwrite(GuildView view, PutOverwrite command, Consumer<GuildAnswer> caller) {
        var channel = channel(view, command.channel(), command.by(), Permission.MANAGE_ROLES);
        var others = without(channel, command.overwrite().target());
        others.add(command.overwrite());
        checkOverwrites(view, Permissions.in(view, channel, command.by()), channel.overwrites(), others);
        replace(view, channel.withOverwrites(others), caller);
    }

    void deleteOverwrite(GuildView view, DeleteOverwrite command, Consumer<GuildAnswer> caller) {
        var channel = channel(view, command.channel(), command.by(), Permission.MANAGE_ROLES);
        var others = without(channel, command.target());
        if (others.size() == channel.overwrites().size()) {
            throw new Refused(Refusal.UNKNOWN_OVERWRITE);
        }
        replace(view, channel.withOverwrites(others), caller);
    }

    private static List<Overwrite> without(Channel channel, long target) {
        var others = new ArrayList<>(channel.overwrites());
        others.removeIf(old -> old.target() == target);
        return others;
    }

    private void replace(GuildView view, Channel channel, Consumer<GuildAnswer> caller) {
        var next = view.with(channel).at(ledger.endOf(1));
        append(next, new GuildEvent.ChannelUpdated(channel, view), channel.id().value(), caller);
    }

    private void append(GuildView next, GuildEvent event, long subject, Consumer<GuildAnswer> caller) {
        var answer = new Answer(new Changed(next, subject), consistency.permissions(), caller);
        ledger.append(Change.of(new GuildChange.Redefined(next), List.of(event), next, answer));
    }

    /// With its threads and with all that was said in them.
    void delete(GuildView view, DeleteChannel command, Consumer<GuildAnswer> caller) {
        var thread = view.thread(command.channel());
        if (thread != null) {
            delete(view, thread, command.by(), caller);
        } else {
            delete(view, channel(view, command.channel(), command.by(), Permission.MANAGE_CHANNELS), caller);
        }
    }

    private void delete(GuildView view, Channel channel, Consumer<GuildAnswer> caller) {
        var left = new ArrayList<>(view.channels());
        left.remove(channel);
        var threads = new HashMap<>(view.threads());
        threads.values().removeIf(thread -> thread.parent().equals(channel.id()));
        var gone = new ArrayList<ChannelId>();
        view.threads().keySet().stream().filter(id -> !threads.containsKey(id)).forEach(gone::add);
        gone.add(channel.id());
        erase(
                view,
                view.withChannels(left).withThreads(threads),
                gone,
                new GuildEvent.ChannelDeleted(channel, view),
                caller);
    }

    private void delete(GuildView view, ThreadChannel thread, UserId by, Consumer<GuildAnswer> caller) {
        check(view, thread, by, Permission.MANAGE_THREADS);
        var left = new HashMap<>(view.threads());
        left.remove(thread.id());
        erase(view, view.withThreads(left), List.of(thread.id()), new GuildEvent.ThreadDeleted(thread, view), caller);
    }

    /// @param gone the last of them is what was asked for, and what the caller is told of as it was
    private void erase(
            GuildView view, GuildView left, List<ChannelId> gone, GuildEvent event, Consumer<GuildAnswer> caller) {
        var next = left.withCounts(left.counts().without(gone)).at(ledger.endOf(1));
        var answer = new Answer(new Changed(view, gone.getLast().value()), consistency.permissions(), caller);
        ledger.append(Change.of(new GuildChange.ChannelsErased(next, gone), List.of(event), next, answer));
    }

    private static Channel channel(GuildView view, ChannelId id, UserId by, Permission needed) {
        var channel = view.channel(id);
        if (channel == null) {
            throw new Refused(Refusal.UNKNOWN_CHANNEL);
        }
        check(view, channel, by, needed);
        return channel;
    }

    private static void check(GuildView view, AnyChannel channel, UserId by, Permission needed) {
        long mine = Permissions.in(view, channel, by);
        if (!Permission.VIEW_CHANNEL.in(mine)) {
            throw new Refused(Refusal.UNKNOWN_CHANNEL);
        }
        if (!needed.in(mine)) {
            throw new Refused(Refusal.MISSING_PERMISSION);
        }
    }

    /// Nobody allows or denies others what they may not do themselves. What stands there already may stay.
    private static void checkOverwrites(GuildView view, long mine, List<Overwrite> old, List<Overwrite> asked) {
        for (Overwrite overwrite : asked) {
            if (old.contains(overwrite)) {
                continue;
            }
            if (overwrite.kind() == Overwrite.Kind.ROLE && !view.roles().containsKey(new RoleId(overwrite.target()))) {
                throw new Refused(Refusal.UNKNOWN_ROLE);
            }
            if (((overwrite.allow() | overwrite.deny()) & ~mine) != 0) {
                throw new Refused(Refusal.MISSING_PERMISSION);
            }
        }
    }
}

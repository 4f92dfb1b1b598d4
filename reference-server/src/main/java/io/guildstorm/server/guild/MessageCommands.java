package io.guildstorm.server.guild;

import io.guildstorm.server.guild.Change.Answer;
import io.guildstorm.server.model.AnyChannel;
import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildCommand.DeleteMessage;
import io.guildstorm.server.model.GuildCommand.DeleteMessages;
import io.guildstorm.server.model.GuildCommand.EditMessage;
import io.guildstorm.server.model.GuildCommand.SendMessage;
import io.guildstorm.server.model.GuildCommand.StartTyping;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.Permission;
import io.guildstorm.server.model.Permissions;
import io.guildstorm.server.model.Reference;
import io.guildstorm.server.model.Refusal;
import io.guildstorm.server.model.ShownMessage;
import io.guildstorm.server.model.Snowflake;
import io.guildstorm.server.model.ThreadChannel;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.store.ClaimedGuild.UsedNonce;
import io.guildstorm.server.store.GuildChange;
import io.guildstorm.server.wire.Mentions;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The rules of sending, editing, deleting and typing. Each command ends in one change for the [Ledger], or in a
/// refusal.
///
/// **Owner:** the guild.
final class MessageCommands {
    private static final Duration BULK_AGE_MAX = Duration.ofDays(14);

    private final GuildId guild;
    private final GuildSettings settings;
    private final GuildParts parts;
    private final Ledger ledger;
    private final TouchedMessages touched;
    private final ThreadCommands threads;
    private final SlowMode slowMode = new SlowMode();
    private Nonces nonces = new Nonces(List.of());

    MessageCommands(GuildFeed feed, Ledger ledger, TouchedMessages touched, ThreadCommands threads) {
        guild = feed.guild();
        settings = feed.settings();
        parts = feed.parts();
        this.ledger = ledger;
        this.touched = touched;
        this.threads = threads;
    }

    void begin(List<UsedNonce> used) {
        nonces = new Nonces(used);
    }

    /// An answer waits until what it answers is looked up; what its author sends meanwhile goes ahead.
    void send(GuildView view, SendMessage command, long receivedNanos, Consumer<GuildAnswer> caller) {
        var replyTo = command.replyTo();
        if (replyTo == null) {
            send(view, command, null, receivedNanos, caller);
            return;
        }
        sendable(view, command);
        touched.with(command.channel(), replyTo.message(), new Judged(ledger, caller) {
            @Override
            void proceed(GuildView now, Message answered, @Nullable Message unasked) {
                send(now, command, answered, receivedNanos, caller);
            }

            @Override
            void absent(GuildView now) {
                send(now, command, null, receivedNanos, caller);
            }
        });
    }

    /// Where it is sent to, if its author may send it there.
    private AnyChannel sendable(GuildView view, SendMessage command) {
        var author = command.author().id();
        var refusal = refusalOf(view, author, command.channel(), Permission.SEND_MESSAGES);
        var channel = view.anyChannel(command.channel());
        if (refusal != null || channel == null) {
            throw new Refused(refusal == null ? Refusal.UNKNOWN_CHANNEL : refusal);
        }
        if (command.replyTo() != null && !view.allows(author, channel.id(), Permission.READ_MESSAGE_HISTORY)) {
            throw new Refused(Refusal.NO_HISTORY);
        }
        return channel;
    }

    /// @param answered null: nothing, or it is not there
    private void send(
            GuildView view,
            SendMessage command,
            @Nullable Message answered,
            long receivedNanos,
            Consumer<GuildAnswer> caller) {
        var author = command.author().id();
        var channel = sendable(view, command);
        var id = new MessageId(parts.ids().next());
        var nonce = command.nonce() == null
                ? null
                : new Nonces.Key(command.channel(), command.author().id(), command.nonce());
        var first = nonce == null ? null : nonces.firstOf(nonce, id.value());
        if (first != null && command.enforceNonce()) {
            answerWithFirst(command.channel(), first, caller);
            return;
        }
        var reference = referenceOf(command, answered);
        long nowMillis = parts.clock().millis();
        var wait = isExempt(view, channel, author) ? Duration.ZERO : slowMode.left(channel, author, nowMillis);
        if (wait.isPositive()) {
            caller.accept(new GuildAnswer.TooSoon(wait));
            return;
        }
        if (channel instanceof ThreadChannel thread) {
            threads.enter(view, thread, author);
        }
        var message = new Message(
                id,
                command.channel(),
                guild,
                command.author(),
                command.content(),
                command.mayMentionEveryone() && mentionsEveryone(view, channel, author, command.content()),
                null,
                reference,
                command.nonce());
        var shown = new ShownMessage(message, answered);
        var answer = new Answer(new GuildAnswer.Stored(shown), Effective.ONCE_DURABLE, caller);
        var event = new GuildEvent.MessageCreated(shown);
        var there = Objects.requireNonNull(ledger.projected()); // with its author in the thread
        var counted = Counted.added(there, command.channel(), ledger.endOf(1));
        var change = Change.of(new GuildChange.MessageAdded(message, counted.said()), event, answer)
                .withView(counted.view())
                .received(receivedNanos);
        if (ledger.append(change)) {
            slowMode.spoke(channel, author, nowMillis);
            if (nonce != null) {
                nonces.note(nonce, id);
            }
        }
    }

    /// Who says it without the permission has said a word like any other.
    private static boolean mentionsEveryone(
            GuildView view, @Nullable AnyChannel channel, UserId author, String content) {
        return channel != null
                && Mentions.everyoneIn(content)
                && Permission.MENTION_EVERYONE.in(Permissions.in(view, channel, author));
    }

    private static @Nullable Reference referenceOf(SendMessage command, @Nullable Message answered) {
        var replyTo = command.replyTo();
        if (replyTo != null && answered == null && replyTo.required()) {
            throw new Refused(Refusal.UNKNOWN_ANSWERED);
        }
        if (answered == null) {
            return null;
        }
        if (answered.isSystem()) {
            throw new Refused(Refusal.SYSTEM_ANSWERED);
        }
        return Reference.reply(answered.channel(), answered.id());
    }

    /// Whether slow mode is not for this author.
    private static boolean isExempt(GuildView view, AnyChannel channel, UserId author) {
        if (channel.slowmodeSeconds() == 0) {
            return true;
        }
        long mine = Permissions.in(view, channel, author);
        return Permission.MANAGE_MESSAGES.in(mine) || Permission.MANAGE_CHANNELS.in(mine);
    }

    private void answerWithFirst(ChannelId channel, MessageId first, Consumer<GuildAnswer> caller) {
        if (ledger.follow(first, caller)) {
            return;
        }
        parts.store().reads().shown(channel, first).whenComplete((found, failure) -> {
            if (failure != null) {
                refuse(caller, Judged.ofFailure(failure));
            } else if (found.isPresent()) {
                caller.accept(new GuildAnswer.Stored(found.get()));
            } else {
                refuse(caller, Refusal.UNKNOWN_MESSAGE); // deleted since
            }
        });
    }

    void edit(EditMessage command, Consumer<GuildAnswer> caller) {
        touched.withReferenced(command.channel(), command.message(), new Judged(ledger, caller) {
            @Override
            void proceed(GuildView view, Message message, @Nullable Message referenced) {
                var refusal = refusalOf(view, command.editor(), command.channel(), Permission.VIEW_CHANNEL);
                if (refusal != null) {
                    refuse(caller, refusal);
                } else if (!message.author().id().equals(command.editor())) {
                    refuse(caller, Refusal.NOT_THE_AUTHOR);
                } else if (message.isSystem()) {
                    refuse(caller, Refusal.SYSTEM_MESSAGE);
                } else {
                    var when = parts.clock().instant().truncatedTo(ChronoUnit.MILLIS);
                    boolean everyone = command.mayMentionEveryone()
                            && mentionsEveryone(
                                    view, view.anyChannel(command.channel()), command.editor(), command.content());
                    var edited = message.edited(command.content(), everyone, when);
                    var shown = new ShownMessage(edited, referenced);
                    var answer = new Answer(
                            new GuildAnswer.Stored(shown),
                            settings.consistency().deletes(),
                            caller);
                    var event = new GuildEvent.MessageUpdated(shown);
                    change(message, edited, Change.of(new GuildChange.MessageEdited(edited), event, answer));
                }
            }
        });
    }

    void delete(DeleteMessage command, Consumer<GuildAnswer> caller) {
        touched.with(command.channel(), command.message(), new Judged(ledger, caller) {
            @Override
            void proceed(GuildView view, Message message, @Nullable Message unasked) {
                boolean own = message.author().id().equals(command.by());
                var needed = own ? Permission.VIEW_CHANNEL : Permission.MANAGE_MESSAGES;
                var refusal = refusalOf(view, command.by(), command.channel(), needed);
                if (refusal != null || message.isSystem()) {
                    refuse(caller, refusal == null ? Refusal.SYSTEM_MESSAGE : refusal);
                } else {
                    var answer = new Answer(
                            new GuildAnswer.Done(), settings.consistency().deletes(), caller);
                    var event = new GuildEvent.MessageDeleted(message.channel(), message.id());
                    var counted = Counted.deleted(view, message.channel(), 1, ledger.endOf(1));
                    var write = new GuildChange.MessageDeleted(message.channel(), message.id(), counted.said());
                    change(message, null, Change.of(write, event, answer).withView(counted.view()));
                }
            }
        });
    }

    /// Those that are not there are passed over, so that two who delete the same do not stop each other. Each is loaded
    /// first, so that an edit that is under way is not written behind the deletion.
    void deleteAll(GuildView view, DeleteMessages command, Consumer<GuildAnswer> caller) {
        var refusal = refusalOf(view, command.by(), command.channel(), Permission.MANAGE_MESSAGES);
        var oldest = parts.clock().instant().minus(BULK_AGE_MAX);
        boolean tooOld = command.messages().stream()
                .anyMatch(id -> Snowflake.timeOf(id.value()).isBefore(oldest));
        if (refusal != null || tooOld) {
            refuse(caller, refusal == null ? Refusal.MESSAGE_TOO_OLD : refusal);
        } else {
            new BulkDeletion(
                            command,
                            caller,
                            ledger,
                            touched,
                            settings.consistency().deletes())
                    .begin();
        }
    }

    private void change(Message message, @Nullable Message newer, Change change) {
        var channel = message.channel();
        if (ledger.append(change.whenApplied(() -> touched.applied(channel, message.id())))) {
            touched.changed(channel, message.id(), newer);
        }
    }

    /// Typing is not written, and is the first to go when fan-out is behind: the caller is told that all is well.
    void type(GuildView view, StartTyping command, long receivedNanos, Consumer<GuildAnswer> caller) {
        var refusal = refusalOf(view, command.user(), command.channel(), Permission.SEND_MESSAGES);
        var member = view.member(command.user());
        if (refusal != null || member == null) {
            refuse(caller, refusal == null ? Refusal.UNKNOWN_CHANNEL : refusal);
            return;
        }
        if (!command.hidden() && ledger.outstanding() <= settings.backlog() / 2) {
            var when = parts.clock().instant();
            var event = new GuildEvent.TypingStarted(command.channel(), member, when);
            ledger.append(Change.unwritten(event, receivedNanos));
        }
        caller.accept(new GuildAnswer.Done());
    }

    /// What the user cannot see answers as if it were not there.
    private @Nullable Refusal refusalOf(GuildView view, UserId user, ChannelId channel, Permission needed) {
        var there = view.anyChannel(channel);
        var member = view.member(user);
        long bits = there == null ? 0 : Permissions.in(view, there, user);
        if (member == null || !Permission.VIEW_CHANNEL.in(bits)) {
            return Refusal.UNKNOWN_CHANNEL;
        }
        if (!needed.in(Permissions.at(parts.clock().instant(), bits, member))) {
            return Refusal.MISSING_PERMISSION;
        }
        if (needed != Permission.SEND_MESSAGES) {
            return null;
        }
        return switch (Objects.requireNonNull(there)) {
            case Channel plain -> plain.kind() == Channel.Kind.TEXT ? null : Refusal.NO_TEXT_CHANNEL;
            case ThreadChannel thread ->
                thread.locked() && !Permission.MANAGE_THREADS.in(bits) ? Refusal.THREAD_LOCKED : null;
        };
    }

    private static void refuse(Consumer<GuildAnswer> caller, Refusal why) {
        caller.accept(new GuildAnswer.Refused(why));
    }
}

package io.guildstorm.server.guild;

import io.guildstorm.server.guild.Change.Answer;
import io.guildstorm.server.guild.Change.Effective;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildCommand.DeleteMessage;
import io.guildstorm.server.model.GuildCommand.EditMessage;
import io.guildstorm.server.model.GuildCommand.SendMessage;
import io.guildstorm.server.model.GuildCommand.StartTyping;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.Permission;
import io.guildstorm.server.model.Refusal;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.store.ClaimedGuild.UsedNonce;
import io.guildstorm.server.store.GuildChange;
import io.guildstorm.server.store.MessageReads.ReadsBusy;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The rules of sending, editing, deleting and typing. Each command ends in one change for the [Ledger], or in a
/// refusal.
///
/// **Owner:** the guild.
final class MessageCommands {
    private final GuildId guild;
    private final GuildSettings settings;
    private final GuildParts parts;
    private final Ledger ledger;
    private final TouchedMessages touched;
    private Nonces nonces = new Nonces(List.of());

    MessageCommands(GuildFeed feed, Ledger ledger, Executor self) {
        guild = feed.guild();
        settings = feed.settings();
        parts = feed.parts();
        this.ledger = ledger;
        touched = new TouchedMessages(parts.store().reads(), self);
    }

    void begin(List<UsedNonce> used) {
        nonces = new Nonces(used);
    }

    void fail(Throwable cause) {
        touched.fail(cause);
    }

    void send(GuildView view, SendMessage command, long receivedNanos, Consumer<GuildAnswer> caller) {
        var refusal = refusalOf(view, command.author().id(), command.channel(), Permission.SEND_MESSAGES);
        if (refusal != null) {
            refuse(caller, refusal);
            return;
        }
        var id = new MessageId(parts.ids().next());
        var nonce = command.nonce() == null
                ? null
                : new Nonces.Key(command.channel(), command.author().id(), command.nonce());
        var first = nonce == null ? null : nonces.firstOf(nonce, id.value());
        if (first != null && command.enforceNonce()) {
            answerWithFirst(command.channel(), first, caller);
            return;
        }
        var message = new Message(
                id,
                command.channel(),
                guild,
                command.author(),
                command.content(),
                null,
                command.replyTo(),
                command.nonce());
        var answer = new Answer(new GuildAnswer.Stored(message), Effective.ONCE_DURABLE, caller);
        var event = new GuildEvent.MessageCreated(message);
        if (ledger.append(Change.of(new GuildChange.MessageAdded(message), event, answer, receivedNanos))
                && nonce != null) {
            nonces.note(nonce, id);
        }
    }

    private void answerWithFirst(ChannelId channel, MessageId first, Consumer<GuildAnswer> caller) {
        if (ledger.follow(first, caller)) {
            return;
        }
        parts.store().reads().message(channel, first).whenComplete((found, failure) -> {
            if (failure != null) {
                refuse(caller, refusalOf(failure));
            } else if (found.isPresent()) {
                caller.accept(new GuildAnswer.Stored(found.get()));
            } else {
                refuse(caller, Refusal.UNKNOWN_MESSAGE); // deleted since
            }
        });
    }

    void edit(EditMessage command, Consumer<GuildAnswer> caller) {
        touched.with(command.channel(), command.message(), new Judged(caller) {
            @Override
            void proceed(GuildView view, Message message) {
                var refusal = refusalOf(view, command.editor(), command.channel(), Permission.VIEW_CHANNEL);
                if (refusal != null) {
                    refuse(caller, refusal);
                } else if (!message.author().id().equals(command.editor())) {
                    refuse(caller, Refusal.NOT_THE_AUTHOR);
                } else {
                    var when = parts.clock().instant().truncatedTo(ChronoUnit.MILLIS);
                    var edited = message.edited(command.content(), when);
                    var answer = new Answer(new GuildAnswer.Stored(edited), Effective.ONCE_DELIVERED, caller);
                    var event = new GuildEvent.MessageUpdated(edited);
                    change(message, edited, Change.of(new GuildChange.MessageEdited(edited), event, answer, 0));
                }
            }
        });
    }

    void delete(DeleteMessage command, Consumer<GuildAnswer> caller) {
        touched.with(command.channel(), command.message(), new Judged(caller) {
            @Override
            void proceed(GuildView view, Message message) {
                boolean own = message.author().id().equals(command.by());
                var needed = own ? Permission.VIEW_CHANNEL : Permission.MANAGE_MESSAGES;
                var refusal = refusalOf(view, command.by(), command.channel(), needed);
                if (refusal != null) {
                    refuse(caller, refusal);
                } else {
                    var answer = new Answer(new GuildAnswer.Done(), Effective.ONCE_DELIVERED, caller);
                    var event = new GuildEvent.MessageDeleted(message.channel(), message.id());
                    var write = new GuildChange.MessageDeleted(message.channel(), message.id());
                    change(message, null, Change.of(write, event, answer, 0));
                }
            }
        });
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
        if (ledger.outstanding() <= settings.backlog() / 2) {
            var when = parts.clock().instant();
            var event = new GuildEvent.TypingStarted(command.channel(), member, when);
            ledger.append(Change.unwritten(event, receivedNanos));
        }
        caller.accept(new GuildAnswer.Done());
    }

    /// What the user cannot see answers as if it were not there.
    private static @Nullable Refusal refusalOf(GuildView view, UserId user, ChannelId channel, Permission needed) {
        if (!view.allows(user, channel, Permission.VIEW_CHANNEL)) {
            return Refusal.UNKNOWN_CHANNEL;
        }
        return view.allows(user, channel, needed) ? null : Refusal.MISSING_PERMISSION;
    }

    private static Refusal refusalOf(Throwable readFailure) {
        var cause = readFailure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : readFailure;
        return cause instanceof ReadsBusy ? Refusal.BUSY : Refusal.UNAVAILABLE;
    }

    private static void refuse(Consumer<GuildAnswer> caller, Refusal why) {
        caller.accept(new GuildAnswer.Refused(why));
    }

    /// A command for one message, judged by the guild as it is when the message is there.
    private abstract class Judged implements TouchedMessages.Command {
        private final Consumer<GuildAnswer> caller;

        Judged(Consumer<GuildAnswer> caller) {
            this.caller = caller;
        }

        abstract void proceed(GuildView view, Message message);

        @Override
        public final void proceed(@Nullable Message message) {
            var view = ledger.projected();
            if (view == null || message == null) {
                refuse(caller, view == null ? Refusal.UNKNOWN_GUILD : Refusal.UNKNOWN_MESSAGE);
            } else {
                proceed(view, message);
            }
        }

        @Override
        public final void fail(Throwable cause) {
            refuse(caller, refusalOf(cause));
        }
    }
}

package io.guildstorm.server.guild;

import io.guildstorm.server.guild.Change.Answer;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildCommand.DeleteMessages;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.Permission;
import io.guildstorm.server.model.Refusal;
import io.guildstorm.server.store.GuildChange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Several messages that go at once, when the last of them was looked up. Those that are not there are passed over, so
/// that two who delete the same do not stop each other.
///
/// **Owner:** the guild.
final class BulkDeletion {
    private final DeleteMessages command;
    private final Consumer<GuildAnswer> caller;
    private final Ledger ledger;
    private final TouchedMessages touched;
    private final Effective effective;
    private final List<Message> found = new ArrayList<>();
    private int awaited;
    private @Nullable Refusal refusal;

    /// @param command judged already
    BulkDeletion(
            DeleteMessages command,
            Consumer<GuildAnswer> caller,
            Ledger ledger,
            TouchedMessages touched,
            Effective effective) {
        this.command = command;
        this.caller = caller;
        this.ledger = ledger;
        this.touched = touched;
        this.effective = effective;
        awaited = command.messages().size();
    }

    void begin() {
        for (MessageId id : command.messages()) {
            touched.with(command.channel(), id, new TouchedMessages.Command() {
                @Override
                public void proceed(@Nullable Message message, @Nullable Message unasked) {
                    if (message != null) {
                        found.add(message);
                    }
                    oneLookedUp();
                }

                @Override
                public void fail(Throwable cause) {
                    refusal = Judged.ofFailure(cause);
                    oneLookedUp();
                }
            });
        }
    }

    private void oneLookedUp() {
        if (--awaited > 0) {
            return;
        }
        var view = ledger.projected();
        if (refusal == null
                && (view == null || !view.allows(command.by(), command.channel(), Permission.MANAGE_MESSAGES))) {
            refusal = Refusal.MISSING_PERMISSION; // taken away meanwhile
        }
        if (refusal == null && found.stream().anyMatch(Message::isSystem)) {
            refusal = Refusal.SYSTEM_MESSAGE;
        }
        if (view == null || refusal != null) {
            caller.accept(new GuildAnswer.Refused(refusal == null ? Refusal.UNKNOWN_GUILD : refusal));
        } else if (found.isEmpty()) {
            caller.accept(new GuildAnswer.Done());
        } else {
            append(view, command.channel(), found.stream().map(Message::id).toList());
        }
    }

    private void append(GuildView view, ChannelId channel, List<MessageId> messages) {
        var counted = Counted.deleted(view, channel, messages.size(), ledger.endOf(1));
        var change = Change.of(
                        new GuildChange.MessagesErased(channel, messages, counted.said()),
                        new GuildEvent.MessagesDeleted(channel, messages),
                        new Answer(new GuildAnswer.Done(), effective, caller))
                .withView(counted.view())
                .whenApplied(() -> messages.forEach(id -> touched.applied(channel, id)));
        if (ledger.append(change)) {
            messages.forEach(id -> touched.changed(channel, id, null));
        }
    }
}

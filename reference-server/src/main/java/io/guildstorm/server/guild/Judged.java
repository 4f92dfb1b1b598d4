package io.guildstorm.server.guild;

import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.Refusal;
import io.guildstorm.server.store.MessageReads.ReadsBusy;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A command for one message, judged by the guild as it is when the message is there.
///
/// **Owner:** the guild.
abstract class Judged implements TouchedMessages.Command {
    private final Ledger ledger;
    private final Consumer<GuildAnswer> caller;

    Judged(Ledger ledger, Consumer<GuildAnswer> caller) {
        this.ledger = ledger;
        this.caller = caller;
    }

    /// May throw [Refused].
    abstract void proceed(GuildView view, Message message);

    @Override
    public final void proceed(@Nullable Message message) {
        var view = ledger.projected();
        if (view == null || message == null) {
            refuse(view == null ? Refusal.UNKNOWN_GUILD : Refusal.UNKNOWN_MESSAGE);
        } else {
            try {
                proceed(view, message);
            } catch (Refused refused) {
                refuse(refused.why());
            }
        }
    }

    @Override
    public final void fail(Throwable cause) {
        refuse(ofFailure(cause));
    }

    private void refuse(Refusal why) {
        caller.accept(new GuildAnswer.Refused(why));
    }

    /// What a failed read of the store means to the caller.
    static Refusal ofFailure(Throwable readFailure) {
        var cause = readFailure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : readFailure;
        return cause instanceof ReadsBusy ? Refusal.BUSY : Refusal.UNAVAILABLE;
    }
}

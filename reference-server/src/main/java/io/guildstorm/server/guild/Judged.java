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
    /// @param referenced what the message refers to, if that was asked for
    abstract void proceed(GuildView view, Message message, @Nullable Message referenced);

    /// There is no such message. May throw [Refused].
    void absent(GuildView view) {
        throw new Refused(Refusal.UNKNOWN_MESSAGE);
    }

    @Override
    public final void proceed(@Nullable Message message, @Nullable Message referenced) {
        var view = ledger.projected();
        if (view == null) {
            refuse(Refusal.UNKNOWN_GUILD);
            return;
        }
        try {
            if (message == null) {
                absent(view);
            } else {
                proceed(view, message, referenced);
            }
        } catch (Refused refused) {
            refuse(refused.why());
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

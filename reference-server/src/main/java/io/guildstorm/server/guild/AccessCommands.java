package io.guildstorm.server.guild;

import io.guildstorm.server.model.AccessCommand;
import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildView;
import java.util.function.Consumer;

/// Whose rules each command about access follows.
///
/// **Owner:** the guild.
final class AccessCommands {
    private final ChannelCommands channels;
    private final RoleCommands roles;
    private final ModerationCommands moderation;

    AccessCommands(GuildFeed feed, Ledger ledger) {
        channels = new ChannelCommands(feed, ledger);
        roles = new RoleCommands(feed, ledger);
        moderation = new ModerationCommands(feed, ledger);
    }

    void decide(GuildView view, AccessCommand command, Consumer<GuildAnswer> caller) {
        switch (command) {
            case AccessCommand.RenameGuild rename -> channels.rename(view, rename, caller);
            case AccessCommand.CreateChannel create -> channels.create(view, create, caller);
            case AccessCommand.EditChannel edit -> channels.edit(view, edit, caller);
            case AccessCommand.DeleteChannel delete -> channels.delete(view, delete, caller);
            case AccessCommand.PutOverwrite put -> channels.putOverwrite(view, put, caller);
            case AccessCommand.DeleteOverwrite delete -> channels.deleteOverwrite(view, delete, caller);
            case AccessCommand.CreateRole create -> roles.create(view, create, caller);
            case AccessCommand.EditRole edit -> roles.edit(view, edit, caller);
            case AccessCommand.DeleteRole delete -> roles.delete(view, delete, caller);
            case AccessCommand.EditMember edit -> moderation.edit(view, edit, caller);
            case AccessCommand.GrantRole grant -> moderation.grant(view, grant, caller);
            case AccessCommand.RevokeRole revoke -> moderation.revoke(view, revoke, caller);
            case AccessCommand.Kick kick -> moderation.kick(view, kick, caller);
            case AccessCommand.Leave leave -> moderation.leave(view, leave, caller);
            case AccessCommand.BanUser ban -> moderation.ban(view, ban, caller);
            case AccessCommand.Unban unban -> moderation.unban(view, unban, caller);
        }
    }
}

package io.guildstorm.scenarios.run.load;

import io.guildstorm.scenarios.run.context.RunContext;
import io.guildstorm.scenarios.run.exit.EnvironmentException;
import io.guildstorm.scenarios.run.server.AdminApi;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The guild of a run: its members, its channel, and the files that tell processes who they are.
/// @param server `http://HOST:PORT`
/// @param adminToken of the server
/// @param tokens file, a token a line; where there are more sessions than members, a member has several
/// @param userIds file, a user id a line, beside the tokens
/// @param rehearsal a channel of another guild, of one member who is in no other
public record TestBed(
        URI server,
        String adminToken,
        String guild,
        String channel,
        int members,
        Path tokens,
        Path userIds,
        Rehearsal rehearsal) {
    /// Where senders may send what nobody is told of.
    public record Rehearsal(String channel, String token) {}

    /// Makes users and guild on the server.
    /// @param members of the guild that can sign in
    /// @param synthetic members who cannot
    /// @param sessions most sessions that will be asked for
    public static TestBed make(
            URI server, String adminToken, int members, int synthetic, int sessions, RunContext run) {
        try (AdminApi admin = new AdminApi(server, adminToken)) {
            List<AdminApi.User> users =
                    admin.createUsers(members, "storm", run.request().seed());
            AdminApi.Guild guild =
                    admin.createGuild("storm", users, synthetic, run.request().seed());
            List<AdminApi.User> alone =
                    admin.createUsers(1, "rehearsal", run.request().seed());
            var rehearsal = new Rehearsal(
                    admin.createGuild("rehearsal", alone).channel(),
                    alone.getFirst().token());
            Path tokens = run.folder().work().resolve("tokens.txt");
            Path ids = run.folder().work().resolve("user-ids.txt");
            List<String> tokenLines = new ArrayList<>(sessions);
            List<String> idLines = new ArrayList<>(sessions);
            for (int i = 0; i < Math.max(sessions, members); i++) {
                tokenLines.add(users.get(i % members).token());
                idLines.add(users.get(i % members).id());
            }
            Files.write(tokens, tokenLines);
            Files.write(ids, idLines);
            return new TestBed(server, adminToken, guild.id(), guild.channel(), members, tokens, ids, rehearsal);
        } catch (IOException e) {
            throw new EnvironmentException("cannot write into " + run.folder().work() + ": " + e.getMessage(), e);
        }
    }
}

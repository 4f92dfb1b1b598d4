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
/// @param rehearsal a channel of another guild, of members who are in no other
public record TestBed(
        URI server,
        String adminToken,
        String guild,
        String channel,
        int members,
        Path tokens,
        Path userIds,
        Rehearsal rehearsal) {
    /// As many as send there; more would take longer and prove nothing.
    private static final int REHEARSING = 250;

    /// Where senders may send what nobody is told of.
    /// @param tokens file, a token a line
    public record Rehearsal(String channel, Path tokens) {}

    /// Of the member with this place in the files.
    public String userId(int member) {
        return lines(userIds).get(member);
    }

    /// Of the member with this place in the files.
    public String token(int member) {
        return lines(tokens).get(member);
    }

    /// Of the guild's owner, who is its first member.
    public String ownerToken() {
        return token(0);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new EnvironmentException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

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
                    admin.createUsers(REHEARSING, "rehearsal", run.request().seed());
            Path rehearsing = run.folder().work().resolve("rehearsal-tokens.txt");
            Files.write(rehearsing, alone.stream().map(AdminApi.User::token).toList());
            var rehearsal = new Rehearsal(admin.createGuild("rehearsal", alone).channel(), rehearsing);
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

package io.guildstorm.server.gateway;

import io.guildstorm.server.gateway.GatewaySocket.State;
import io.guildstorm.server.gateway.frame.CloseCode;
import io.guildstorm.server.wire.GatewayCommand;
import io.guildstorm.server.wire.GatewayCommand.Accepted;
import io.guildstorm.server.wire.GatewayCommand.Heartbeat;
import io.guildstorm.server.wire.GatewayCommand.Identify;
import io.guildstorm.server.wire.GatewayCommand.Problem;
import io.guildstorm.server.wire.GatewayCommand.RequestMembers;
import io.guildstorm.server.wire.GatewayCommand.Resume;
import io.guildstorm.server.wire.GatewayCommand.Subscribe;
import io.guildstorm.server.wire.GatewayCommand.UpdatePresence;
import io.guildstorm.server.wire.GatewayCommand.Wrong;

/// What a client's payloads make a socket do. Stateless; on the socket's lane.
final class Commands {
    private Commands() {}

    static void obey(GatewaySocket socket, GatewayLane lane, String payload) {
        boolean greeted = socket.state() == State.GREETED;
        switch (GatewayCommand.read(payload)) {
            case Heartbeat(int seen) -> socket.beat(seen);
            case Identify identify
            when greeted -> {
                socket.compressPayloads(identify.compress());
                socket.signIn(() -> lane.sessions().identify(socket, identify, socket.resumeUrl()));
            }
            case Resume resume
            when greeted -> socket.signIn(() -> lane.sessions().resume(socket, resume));
            case Identify _, Resume _ -> socket.close(CloseCode.ALREADY_AUTHENTICATED);
            case Accepted _, UpdatePresence _, RequestMembers _, Subscribe _
            when greeted -> socket.close(CloseCode.NOT_AUTHENTICATED);
            case RequestMembers request -> socket.tellMembers(request);
            case Subscribe(var guild, var attention, var viewport, var shown) ->
                socket.attend(guild, attention, viewport, shown);
            case UpdatePresence(var claim) -> socket.presence(claim);
            case Accepted _ -> {}
            case Wrong(var problem) -> socket.close(codeOf(problem));
        }
    }

    private static CloseCode codeOf(Problem problem) {
        return switch (problem) {
            case NOT_JSON -> CloseCode.DECODE_ERROR;
            case UNKNOWN_OP, BAD_DATA -> CloseCode.UNKNOWN_OPCODE;
            case BAD_SHARD -> CloseCode.INVALID_SHARD;
        };
    }
}

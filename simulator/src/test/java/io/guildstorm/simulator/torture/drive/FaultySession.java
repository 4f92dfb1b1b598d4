package io.guildstorm.simulator.torture.drive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The numbers of a session on both sides of the proxy: what is left out or added leaves no hole.
final class FaultySession {
    static final FaultySession NONE = new FaultySession(dispatch -> List.of(dispatch));

    private final Planted.Stream stream;
    private final Map<Integer, Integer> serverNumbers = new HashMap<>();
    private int last;

    FaultySession(Planted.Stream stream) {
        this.stream = stream;
    }

    /// What the client is given for a dispatch of the server, numbered as the client has to see it.
    synchronized List<ObjectNode> given(ObjectNode dispatch) {
        int number = dispatch.path("s").asInt();
        List<ObjectNode> numbered = new ArrayList<>();
        for (ObjectNode each : stream.given(dispatch)) {
            last++;
            serverNumbers.put(last, number);
            numbered.add(each.deepCopy().put("s", last));
        }
        return numbered;
    }

    /// The client goes on after what it has.
    /// @return the server's number for that
    synchronized int resumes(int seen) {
        last = seen;
        return serverNumber(seen);
    }

    synchronized int serverNumber(int clientNumber) {
        return serverNumbers.getOrDefault(clientNumber, 0);
    }
}

package io.guildstorm.server.gateway.inprocess;

import io.guildstorm.server.gateway.inprocess.InProcessSessions.Arrival;
import io.guildstorm.server.gateway.inprocess.InProcessSessions.Group;
import io.guildstorm.server.gateway.inprocess.InProcessSessions.Message;
import io.guildstorm.server.gateway.inprocess.InProcessSessions.Report;
import io.guildstorm.server.wire.JsonWriter;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/// A report as JSON. The delays are a histogram in HdrHistogram's compressed form, as in its logs. Pure.
final class ReportJson {
    private ReportJson() {}

    static byte[] of(Report report) {
        var out = new JsonWriter(4_096).beginObject();
        out.name("sessions").value(report.sessions());
        out.name("abandoned").value(report.abandoned());
        out.name("state_bytes").value(report.stateBytes());
        out.name("groups").beginArray();
        for (Group group : report.groups()) {
            out.beginObject()
                    .name("sessions")
                    .value(group.sessions())
                    .name("got")
                    .beginArray();
            for (Message message : group.got()) {
                out.beginObject().name("number").value(message.number());
                out.name("id").id(message.id());
                out.name("intact").value(message.intact()).endObject();
            }
            out.endArray().endObject();
        }
        out.endArray().name("arrivals").beginArray();
        for (Arrival arrival : report.arrivals()) {
            out.beginObject().name("number").value(arrival.number());
            out.name("intended_ns").value(arrival.intendedNanos());
            out.name("first_ns").value(arrival.firstNanos());
            out.name("last_ns").value(arrival.lastNanos());
            out.name("count").value(arrival.count()).endObject();
        }
        out.endArray().name("delays").value(encoded(report));
        return out.endObject().toBytes();
    }

    private static String encoded(Report report) {
        var bytes = ByteBuffer.allocate(report.delays().getNeededByteBufferCapacity());
        int length = report.delays().encodeIntoCompressedByteBuffer(bytes);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
    }
}

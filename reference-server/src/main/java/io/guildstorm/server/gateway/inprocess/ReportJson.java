package io.guildstorm.server.gateway.inprocess;

import io.guildstorm.server.gateway.inprocess.InProcessSessions.Arrival;
import io.guildstorm.server.gateway.inprocess.InProcessSessions.Group;
import io.guildstorm.server.gateway.inprocess.InProcessSessions.Message;
import io.guildstorm.server.gateway.inprocess.InProcessSessions.Report;
import io.guildstorm.server.wire.HistogramText;
import io.guildstorm.server.wire.JsonWriter;

/// A report as JSON. Pure.
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
        out.endArray().name("delays").value(HistogramText.of(report.delays()));
        return out.endObject().toBytes();
    }
}

package io.guildstorm.reports.series;

import io.guildstorm.reports.record.RunFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When the server had a message at each stage: an event of its flight recording, a row of `stages.server.csv`.
/// @param publishingNs how long the guild process took to hand it to fan-out, up to `fanoutStartedNs`
public record ServerSend(
        String messageId,
        long receivedNs,
        long ownerNs,
        long durableNs,
        long fanoutStartedNs,
        long publishingNs,
        long deliveredNs) {

    public static List<ServerSend> read(RunFolder folder) throws IOException {
        List<ServerSend> sends = new ArrayList<>();
        for (Table.Row row : Table.rows(folder.csvs("stages"))) {
            sends.add(new ServerSend(
                    Long.toString(row.needed("message_id")),
                    row.needed("received_ns"),
                    row.needed("owner_ns"),
                    row.needed("durable_ns"),
                    row.needed("fanout_started_ns"),
                    row.count("publishing_ns"),
                    row.needed("delivered_ns")));
        }
        return sends;
    }

    public static void write(RunFolder folder, List<ServerSend> sends) throws IOException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (ServerSend send : sends) {
            rows.add(List.of(
                    send.messageId,
                    send.receivedNs,
                    send.ownerNs,
                    send.durableNs,
                    send.fanoutStartedNs,
                    send.publishingNs,
                    send.deliveredNs));
        }
        Table.write(
                folder.csv("stages", "server"),
                List.of(
                        "message_id",
                        "received_ns",
                        "owner_ns",
                        "durable_ns",
                        "fanout_started_ns",
                        "publishing_ns",
                        "delivered_ns"),
                rows);
    }
}

package io.guildstorm.server.node;

import io.guildstorm.server.gateway.EventLoopLane;
import io.guildstorm.server.guild.Guilds;
import io.guildstorm.server.meter.Meter;
import io.guildstorm.server.store.MessageStore;
import io.guildstorm.server.wire.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/// What `GET /admin/v1/state` answers: how the node is set, and how full its queues are. Any thread.
/// @param settings each switch and its value
record NodeState(
        Map<String, String> settings,
        Transport transport,
        List<EventLoopLane> lanes,
        MessageStore store,
        Guilds guilds) {
    private static final String POM = "/META-INF/maven/io.guildstorm/guildstorm-reference-server/pom.properties";
    private static final int EPOCH_SHIFT = 48;

    /// Of the jar; "unpackaged" when the classes come from elsewhere.
    static String version() {
        try (InputStream file = NodeState.class.getResourceAsStream(POM)) {
            var properties = new Properties();
            if (file != null) {
                properties.load(file);
            }
            return properties.getProperty("version", "unpackaged");
        } catch (IOException _) {
            return "unpackaged";
        }
    }

    byte[] json() {
        var out = new JsonWriter(2_048).beginObject().name("version").value(version());
        out.name("transport").value(transport.word()).name("settings").beginObject();
        settings.forEach((name, value) -> out.name(name).value(value));
        out.endObject().name("loops").beginArray();
        for (var lane : lanes) {
            out.beginObject().name("name").value("loop-" + lane.index());
            out.name("pending").value(lane.pendingTasks());
            for (Meter meter : List.of(Meter.REQUESTS, Meter.SESSIONS, Meter.DELIVERIES)) {
                out.name(meter.key()).value(lane.tally().read(meter));
            }
            out.endObject();
        }
        out.endArray().name("store").beginObject().name("pending").value(store.pending());
        out.name("syncs").value(store.syncs()).endObject().name("guilds").beginArray();
        store.guilds().forEach(guild -> {
            var view = guilds.view(guild);
            if (view != null) {
                out.beginObject().name("id").id(guild.value());
                out.name("members").value(view.members().size());
                out.name("relays").value(guilds.relays(guild));
                out.name("epoch").value(view.position() >>> EPOCH_SHIFT);
                out.name("position").value(view.position()).endObject();
            }
        });
        return out.endArray().endObject().toBytes();
    }
}

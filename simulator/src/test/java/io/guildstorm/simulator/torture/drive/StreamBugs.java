package io.guildstorm.simulator.torture.drive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guildstorm.simulator.torture.drive.Planted.Bug;
import io.guildstorm.simulator.torture.drive.Planted.Stream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// Bugs in what sessions are told.
final class StreamBugs {
    private StreamBugs() {}

    private static boolean is(ObjectNode dispatch, String type) {
        return dispatch.path("t").asText().equals(type);
    }

    static final class Swap implements Bug {
        private final AtomicBoolean done = new AtomicBoolean();

        @Override
        public Stream stream() {
            return new Stream() {
                private ObjectNode held = Rest.JSON.createObjectNode();

                @Override
                public List<ObjectNode> given(ObjectNode dispatch) {
                    if (!is(dispatch, "MESSAGE_CREATE")) return List.of(dispatch);
                    if (!held.isEmpty() && channel(held).equals(channel(dispatch))) {
                        List<ObjectNode> swapped = List.of(dispatch, held);
                        held = Rest.JSON.createObjectNode();
                        return swapped;
                    }
                    if (done.compareAndSet(false, true)) {
                        held = dispatch;
                        return List.of();
                    }
                    return List.of(dispatch);
                }
            };
        }

        private static String channel(ObjectNode dispatch) {
            return dispatch.path("d").path("channel_id").asText();
        }
    }

    static final class AgainAfterResume implements Bug {
        private final AtomicBoolean done = new AtomicBoolean();

        @Override
        public Stream stream() {
            return new Stream() {
                private ObjectNode last = Rest.JSON.createObjectNode();

                @Override
                public List<ObjectNode> given(ObjectNode dispatch) {
                    if (is(dispatch, "MESSAGE_CREATE")) last = dispatch;
                    boolean now = is(dispatch, "RESUMED") && !last.isEmpty() && done.compareAndSet(false, true);
                    return now ? List.of(dispatch, last) : List.of(dispatch);
                }
            };
        }
    }

    static final class LeftOutAfterResume implements Bug {
        private final AtomicBoolean done = new AtomicBoolean();

        @Override
        public Stream stream() {
            return new Stream() {
                private boolean resumed;

                @Override
                public List<ObjectNode> given(ObjectNode dispatch) {
                    if (is(dispatch, "RESUMED")) resumed = true;
                    boolean now = resumed && is(dispatch, "MESSAGE_CREATE") && done.compareAndSet(false, true);
                    return now ? List.of() : List.of(dispatch);
                }
            };
        }
    }

    static final class OldText implements Bug {
        private final AtomicBoolean done = new AtomicBoolean();

        @Override
        public Stream stream() {
            return new Stream() {
                private final Map<String, JsonNode> texts = new ConcurrentHashMap<>();

                @Override
                public List<ObjectNode> given(ObjectNode dispatch) {
                    boolean update = is(dispatch, "MESSAGE_UPDATE");
                    if (!update && !is(dispatch, "MESSAGE_CREATE")) return List.of(dispatch);
                    JsonNode before = texts.put(dispatch.path("d").path("id").asText(), dispatch.path("d"));
                    if (!update || before == null || !done.compareAndSet(false, true)) return List.of(dispatch);
                    ObjectNode old = dispatch.deepCopy();
                    old.set("d", before);
                    return List.of(dispatch, old);
                }
            };
        }
    }
}

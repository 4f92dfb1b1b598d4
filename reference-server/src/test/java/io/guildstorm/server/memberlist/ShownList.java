package io.guildstorm.server.memberlist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a client makes of GUILD_MEMBER_LIST_UPDATE: an array of rows a list, changed by one step after the other, as
/// one would write it who knows nothing of blocks. A group is `#` and its id, a member its name and status.
public final class ShownList {
    private final Map<String, List<@Nullable String>> rows = new HashMap<>();
    private final Map<String, JsonNode> newest = new HashMap<>();

    /// @param data the `d` of an update
    public void take(JsonNode data) {
        String list = data.path("id").asText();
        newest.put(list, data);
        var shown = rows.computeIfAbsent(list, _ -> new ArrayList<>());
        for (JsonNode op : data.path("ops")) {
            int index = op.path("index").asInt();
            switch (op.path("op").asText()) {
                case "SYNC" -> sync(shown, op);
                case "INSERT" -> shown.add(index, row(op.path("item")));
                case "UPDATE" -> shown.set(index, row(op.path("item")));
                case "DELETE" -> shown.remove(index);
                case "INVALIDATE" -> {
                    int last =
                            Math.min(shown.size() - 1, op.path("range").path(1).asInt());
                    for (int i = op.path("range").path(0).asInt(); i <= last; i++) {
                        shown.set(i, null);
                    }
                }
                default -> throw new IllegalArgumentException(op.toString());
            }
        }
    }

    private static void sync(List<@Nullable String> shown, JsonNode op) {
        int first = op.path("range").path(0).asInt();
        int last = op.path("range").path(1).asInt();
        var items = op.path("items");
        while (!items.isEmpty() && shown.size() < first + items.size()) {
            shown.add(null);
        }
        for (int i = 0; i < items.size(); i++) {
            shown.set(first + i, row(items.path(i)));
        }
        if (first + items.size() <= last) { // it ends here
            shown.subList(Math.min(shown.size(), first + items.size()), shown.size())
                    .clear();
        }
    }

    private static String row(JsonNode item) {
        if (item.has("group")) {
            return "#" + item.path("group").path("id").asText();
        }
        var member = item.path("member");
        var nick = member.path("nick");
        String name = nick.isTextual()
                ? nick.asText()
                : member.path("user").path("username").asText();
        return name + "/" + member.path("presence").path("status").asText();
    }

    /// The rows from `first` on, up to `last` or the end; null: never told.
    public List<@Nullable String> rows(String list, int first, int last) {
        var shown = rows.getOrDefault(list, List.of());
        return first >= shown.size()
                ? List.of()
                : Collections.unmodifiableList(new ArrayList<>(shown.subList(first, Math.min(last + 1, shown.size()))));
    }

    /// Of all lists that were told of.
    public List<String> lists() {
        return rows.keySet().stream().sorted().toList();
    }

    /// The newest update of a list.
    public JsonNode newest(String list) {
        return newest.getOrDefault(list, MissingNode.getInstance());
    }
}

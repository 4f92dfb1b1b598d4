package io.guildstorm.server.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The error envelope of the Discord dialect: `{"message":…,"code":…,"errors"?:…}`.
/// @param status of HTTP
/// @param code of the dialect; 0: none of its own
/// @param fields what is wrong with which field of a form; empty for all other errors
public record ErrorBody(int status, int code, String message, List<FieldError> fields) {
    public ErrorBody {
        fields = List.copyOf(fields);
    }

    public static ErrorBody of(int status, int code, String message) {
        return new ErrorBody(status, code, message, List.of());
    }

    public static ErrorBody form(List<FieldError> fields) {
        return new ErrorBody(400, 50035, "Invalid Form Body", fields);
    }

    public static ErrorBody notJson() {
        return of(400, 50109, "The request body contains invalid JSON.");
    }

    /// One thing wrong with one field.
    /// @param path field names from the outside in; elements of arrays by their index
    public record FieldError(List<String> path, String code, String message) {
        public FieldError {
            path = List.copyOf(path);
        }
    }

    public byte[] toBytes() {
        var out = new JsonWriter(128).beginObject().name("message").value(message);
        out.name("code").value(code);
        if (!fields.isEmpty()) {
            out.name("errors");
            write(out, fields, 0);
        }
        return out.endObject().toBytes();
    }

    /// @param fields all with the same first `depth` names
    private static void write(JsonWriter out, List<FieldError> fields, int depth) {
        Map<String, List<FieldError>> deeper = new LinkedHashMap<>();
        var here = new ArrayList<FieldError>();
        for (FieldError field : fields) {
            if (field.path.size() == depth) {
                here.add(field);
            } else {
                deeper.computeIfAbsent(field.path.get(depth), _ -> new ArrayList<>())
                        .add(field);
            }
        }
        out.beginObject();
        if (!here.isEmpty()) {
            out.name("_errors").beginArray();
            for (FieldError field : here) {
                out.beginObject().name("code").value(field.code);
                out.name("message").value(field.message).endObject();
            }
            out.endArray();
        }
        deeper.forEach((name, below) -> write(out.name(name), below, depth + 1));
        out.endObject();
    }
}

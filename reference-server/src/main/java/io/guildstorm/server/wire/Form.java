package io.guildstorm.server.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.guildstorm.server.model.Nonce;
import io.guildstorm.server.wire.ErrorBody.FieldError;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A JSON object that came in, read field by field: unknown fields are ignored, wrong ones collected, so that one
/// answer names them all. Read what is wanted, then [#check]; before that, a wrong field reads as if absent.
///
/// **Owner:** the one thread that reads it.
public final class Form {
    private final JsonNode object;
    private final List<String> path;
    private final List<FieldError> errors;

    private Form(JsonNode object, List<String> path, List<FieldError> errors) {
        this.object = object;
        this.path = path;
        this.errors = errors;
    }

    /// @param body UTF-8, its size bounded by the caller; empty counts as `{}`
    /// @throws RefusedRequest it is not JSON, or not an object
    public static Form read(byte[] body) {
        if (body.length == 0) {
            return new Form(MissingNode.getInstance(), List.of(), new ArrayList<>());
        }
        JsonNode node;
        try {
            node = JsonReader.read(body);
        } catch (IOException e) {
            throw new RefusedRequest(ErrorBody.notJson());
        }
        if (node.isMissingNode()) { // blanks alone
            throw new RefusedRequest(ErrorBody.notJson());
        }
        if (!node.isObject()) {
            throw new RefusedRequest(ErrorBody.form(List.of(
                    new FieldError(List.of(), "DICT_TYPE_CONVERT", "Must be an object; was " + kind(node) + "."))));
        }
        return new Form(node, List.of(), new ArrayList<>());
    }

    /// @throws RefusedRequest some field that was read is wrong; all of them are named
    public void check() {
        if (!errors.isEmpty()) {
            throw new RefusedRequest(ErrorBody.form(errors));
        }
    }

    /// Whether the field is there and not null.
    public boolean has(String field) {
        return object.hasNonNull(field);
    }

    /// Half surrogate pairs in it become the replacement character.
    /// @param lengthMax in UTF-16 units, as clients count
    public Optional<String> text(String field, int lengthMax) {
        return read(field, node -> {
            if (!node.isTextual()) {
                wrong(field, "STRING_TYPE_CONVERT", "Must be a string; was " + kind(node) + ".");
                return null;
            }
            String text = node.textValue();
            if (text.length() > lengthMax) {
                wrong(
                        field,
                        "BASE_TYPE_MAX_LENGTH",
                        "Must be " + lengthMax + " or fewer in length; was " + text.length() + ".");
                return null;
            }
            return wellFormed(text);
        });
    }

    /// A text that has to be there.
    /// @return "" when it is missing or wrong; [#check] will throw
    public String requiredText(String field, int lengthMin, int lengthMax) {
        if (!has(field)) {
            required(field);
            return "";
        }
        String text = text(field, lengthMax).orElse("");
        if (object.path(field).isTextual()
                && object.path(field).textValue().length() <= lengthMax
                && text.length() < lengthMin) {
            wrong(
                    field,
                    "BASE_TYPE_MIN_LENGTH",
                    "Must be " + lengthMin + " or more in length; was " + text.length() + ".");
        }
        return text;
    }

    /// An id: decimal digits in a string, or a number. Never goes through a double.
    public OptionalLong id(String field) {
        var id = read(field, node -> {
            long value = idOf(node);
            if (value <= 0) {
                wrong(field, "NUMBER_TYPE_COERCE", "Value \"" + shown(node) + "\" is not an id.");
                return null;
            }
            return value;
        });
        return id.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    /// @return empty when it is absent or wrong
    public List<Long> ids(String field, int countMax) {
        return elements(field, countMax, (list, index) -> {
                    long value = idOf(list.object);
                    if (value <= 0) {
                        list.wrongHere("NUMBER_TYPE_COERCE", "Value \"" + shown(list.object) + "\" is not an id.");
                    }
                    return value;
                })
                .stream()
                .filter(id -> id > 0)
                .toList();
    }

    /// @return empty when it is absent or wrong
    public List<String> texts(String field, int countMax) {
        return elements(field, countMax, (list, index) -> {
            if (!list.object.isTextual()) {
                list.wrongHere("STRING_TYPE_CONVERT", "Must be a string; was " + kind(list.object) + ".");
            }
            return list.object.asText();
        });
    }

    /// A set of bits: decimal digits in a string, as clients write it, or a number.
    /// @param max the greatest set, above which there are no bits
    public OptionalLong bits(String field, long max) {
        var bits = read(field, node -> {
            String digits = node.isTextual() || node.isIntegralNumber() ? node.asText() : "";
            long value = digits.equals("0") ? 0 : idOf(digits);
            if (value > max || (value == 0 && !digits.equals("0"))) {
                wrong(
                        field,
                        "NUMBER_TYPE_RANGE",
                        "Must be a set of bits from 0 to " + max + "; was " + shown(node) + ".");
                return null;
            }
            return value;
        });
        return bits.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    /// A time in ISO 8601 with a zone.
    public Optional<Instant> time(String field) {
        return read(field, node -> {
            try {
                return OffsetDateTime.parse(node.asText()).toInstant();
            } catch (DateTimeParseException _) {
                wrong(
                        field,
                        "DATETIME_TYPE_PARSE",
                        "Must be a time like 2026-01-02T03:04:05Z; was " + shown(node) + ".");
                return null;
            }
        });
    }

    /// Whether the field is there and null: what it stood for is to be taken away.
    public boolean clears(String field) {
        return object.path(field).isNull();
    }

    public boolean flag(String field) {
        return read(field, node -> {
                    if (!node.isBoolean()) {
                        wrong(field, "BOOLEAN_TYPE_CONVERT", "Must be either true or false; was " + kind(node) + ".");
                        return null;
                    }
                    return node.booleanValue();
                })
                .orElse(false);
    }

    public long number(String field, long min, long max, long otherwise) {
        return read(field, node -> {
                    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
                        wrong(field, "NUMBER_TYPE_COERCE", "Value \"" + shown(node) + "\" is not a whole number.");
                        return null;
                    }
                    long value = node.longValue();
                    if (value < min || value > max) {
                        wrong(
                                field,
                                "NUMBER_TYPE_RANGE",
                                "Must be between " + min + " and " + max + "; was " + value + ".");
                        return null;
                    }
                    return value;
                })
                .orElse(otherwise);
    }

    /// A marker that may come as a string or as an integer, and is echoed the way it came.
    public Optional<Nonce> nonce(String field) {
        int lengthMax = Nonce.LENGTH_MAX;
        return read(field, node -> {
            if (!node.isTextual() && !node.isIntegralNumber()) {
                wrong(field, "STRING_TYPE_CONVERT", "Must be a string or a whole number; was " + kind(node) + ".");
                return null;
            }
            String text = node.asText();
            if (text.length() > lengthMax) {
                wrong(
                        field,
                        "BASE_TYPE_MAX_LENGTH",
                        "Must be " + lengthMax + " or fewer in length; was " + text.length() + ".");
                return null;
            }
            return new Nonce(wellFormed(text), node.isIntegralNumber());
        });
    }

    /// An object inside; as if empty when it is absent or wrong.
    public Form object(String field) {
        var inner = read(field, node -> {
            if (!node.isObject()) {
                wrong(field, "DICT_TYPE_CONVERT", "Must be an object; was " + kind(node) + ".");
                return null;
            }
            return node;
        });
        return new Form(inner.orElseGet(MissingNode::getInstance), below(field), errors);
    }

    /// Reads each element of an array of objects; absent reads as empty.
    public <T> List<T> objects(String field, int countMax, Function<Form, T> reader) {
        return elements(field, countMax, (element, index) -> {
            if (!element.object.isObject()) {
                element.wrongHere("DICT_TYPE_CONVERT", "Must be an object; was " + kind(element.object) + ".");
            }
            return reader.apply(element);
        });
    }

    /// How many elements the array has; 0 for anything else.
    public int size(String field) {
        return object.path(field).isArray() ? object.path(field).size() : 0;
    }

    public void required(String field) {
        wrong(field, "BASE_TYPE_REQUIRED", "This field is required.");
    }

    private interface ElementReader<T> {
        T read(Form element, int index);
    }

    private <T> List<T> elements(String field, int countMax, ElementReader<T> reader) {
        if (!has(field)) {
            return List.of();
        }
        var array = object.path(field);
        if (!array.isArray()) {
            wrong(field, "LIST_TYPE_CONVERT", "Must be an array; was " + kind(array) + ".");
            return List.of();
        }
        if (array.size() > countMax) {
            wrong(
                    field,
                    "BASE_TYPE_MAX_LENGTH",
                    "Must be " + countMax + " or fewer in length; was " + array.size() + ".");
            return List.of();
        }
        var read = new ArrayList<T>(array.size());
        for (int i = 0; i < array.size(); i++) {
            var where = new ArrayList<>(below(field));
            where.add(Integer.toString(i));
            read.add(reader.read(new Form(array.get(i), List.copyOf(where), errors), i));
        }
        return read;
    }

    private <T> Optional<T> read(String field, Function<JsonNode, @Nullable T> reader) {
        var node = object.path(field);
        return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.ofNullable(reader.apply(node));
    }

    private List<String> below(String field) {
        var longer = new ArrayList<>(path);
        longer.add(field);
        return List.copyOf(longer);
    }

    /// Says what is wrong with a field that only the caller can judge.
    public void wrong(String field, String code, String message) {
        errors.add(new FieldError(below(field), code, message));
    }

    private void wrongHere(String code, String message) {
        errors.add(new FieldError(path, code, message));
    }

    private static long idOf(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        return node.isTextual() ? idOf(node.textValue()) : 0;
    }

    /// The id that `digits` are; 0: they are none.
    public static long idOf(String digits) {
        if (digits.isEmpty() || digits.length() > 19 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return 0;
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException _) {
            return 0; // 19 digits above 2^63
        }
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL, MISSING -> "nothing";
            case BINARY, POJO -> "something else";
        };
    }

    private static String shown(JsonNode node) {
        String text = node.isValueNode() ? node.asText() : kind(node);
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                int[] points = text.codePoints().map(Form::visible).toArray();
                return new String(points, 0, points.length);
            }
        }
        return text;
    }

    private static int visible(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD : point;
    }
}

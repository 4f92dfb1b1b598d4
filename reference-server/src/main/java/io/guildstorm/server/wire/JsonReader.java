package io.guildstorm.server.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// JSON that came in, as a tree: one value and nothing behind it, nested 32 deep at most, no number of more than 40
/// digits, of a name that comes twice the last. Any thread.
final class JsonReader {
    private static final int NESTING_MAX = 32;
    private static final int NUMBER_DIGITS_MAX = 40;
    private static final ObjectMapper READER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(NESTING_MAX)
                            .maxNumberLength(NUMBER_DIGITS_MAX)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonReader() {}

    /// @return a missing node, if there are blanks alone
    static JsonNode read(String text) throws JsonProcessingException {
        return READER.readTree(text);
    }

    /// @param utf8 nothing else: Jackson left to itself guesses from the bytes, and takes UTF-16 as well
    static JsonNode read(byte[] utf8) throws IOException {
        var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
        return read(text.toString());
    }
}

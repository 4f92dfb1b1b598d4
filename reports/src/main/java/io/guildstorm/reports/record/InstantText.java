package io.guildstorm.reports.record;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import java.time.DateTimeException;
import java.time.Instant;

/// An ISO-8601 instant, without the jsr310 module for the sake of two fields.
public final class InstantText extends FromStringDeserializer<Instant> {
    public InstantText() {
        super(Instant.class);
    }

    @Override
    protected Instant _deserialize(String value, DeserializationContext context) throws java.io.IOException {
        try {
            return Instant.parse(value);
        } catch (DateTimeException e) {
            throw context.weirdStringException(value, Instant.class, e.getMessage());
        }
    }
}

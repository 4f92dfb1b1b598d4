package io.guildstorm.reports.record;

import java.io.IOException;
import java.nio.file.Path;

/// A record of another major version. The message names both.
public final class UnsupportedSchemaException extends IOException {
    private UnsupportedSchemaException(String message) {
        super(message);
    }

    /// @param read what is read here
    static void check(Path file, String found, String read) throws UnsupportedSchemaException {
        if (found.equals(read)) return;
        String what = found.isEmpty() ? "has no schema" : "is " + found;
        throw new UnsupportedSchemaException("%s %s; this version reads %s".formatted(file, what, read));
    }
}

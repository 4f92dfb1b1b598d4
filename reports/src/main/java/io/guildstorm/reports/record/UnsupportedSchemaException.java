package io.guildstorm.reports.record;

import java.io.IOException;
import java.nio.file.Path;

/// A record of another major version. The message names both.
public final class UnsupportedSchemaException extends IOException {
    private UnsupportedSchemaException(String message) {
        super(message);
    }

    static void check(Path file, String found) throws UnsupportedSchemaException {
        if (found.equals(RunRecord.SCHEMA)) return;
        String what = found.isEmpty() ? "has no schema" : "is " + found;
        throw new UnsupportedSchemaException("%s %s; this version reads %s".formatted(file, what, RunRecord.SCHEMA));
    }
}

package io.guildstorm.scenarios.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Reads our own CSV files: a header, then rows of plain numbers and words, no quotes.
final class CsvRows {
    /// One row; an empty cell is 0 as a number.
    record Row(List<String> cells) {
        @Override
        public String toString() {
            return String.join(",", cells);
        }

        String text(int column) {
            return cells.get(column);
        }

        long number(int column) {
            return cells.get(column).isEmpty() ? 0 : Long.parseLong(cells.get(column));
        }
    }

    private CsvRows() {}

    static void read(Path file, int columns, Consumer<Row> rows) throws IOException {
        String text = Files.readString(file);
        int line = 1;
        int from = text.indexOf('\n') + 1; // behind the header
        for (int end; from > 0 && (end = text.indexOf('\n', from)) >= 0; from = end + 1) {
            line++;
            List<String> cells = List.of(text.substring(from, end).split(",", -1));
            try {
                if (cells.size() != columns)
                    throw new IllegalArgumentException("has " + cells.size() + " cells, not " + columns);
                rows.accept(new Row(cells));
            } catch (IllegalArgumentException refused) {
                throw new IllegalArgumentException(file + " line " + line + ": " + refused.getMessage(), refused);
            }
        }
    }
}

package io.guildstorm.reports.series;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A CSV file of numbers and plain words: a header, no quoting, an empty cell for unknown.
/// @param columns names in the header, in order
/// @param rows    whole lines only
record Table(List<String> columns, List<Row> rows) {

    /// All tables of one kind, one after another. A line that a killed process tore is passed over.
    static List<Row> rows(List<Path> files) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Path file : files) rows.addAll(read(file).rows);
        return rows;
    }

    static Table read(Path file) throws IOException {
        String text = Files.readString(file);
        String[] lines = text.substring(0, text.lastIndexOf('\n') + 1).split("\\R", -1);
        List<String> columns = List.of(lines[0].split(",", -1));
        Map<String, Integer> index = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) index.put(columns.get(i), i);
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            if (lines[i].isEmpty()) continue;
            String[] cells = lines[i].split(",", -1);
            if (cells.length != columns.size()) {
                throw new IOException(
                        "%s line %d has %d cells, its header %d".formatted(file, i + 1, cells.length, columns.size()));
            }
            rows.add(new Row(file, i + 1, index, cells));
        }
        return new Table(columns, rows);
    }

    static void write(Path file, List<String> columns, List<List<@Nullable Object>> rows) throws IOException {
        StringBuilder text = new StringBuilder(String.join(",", columns)).append('\n');
        for (List<@Nullable Object> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                if (i > 0) text.append(',');
                text.append(cell(row.get(i)));
            }
            text.append('\n');
        }
        Files.writeString(file, text);
    }

    private static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Double number
            when number == Math.rint(number) && Math.abs(number) < 1e15 -> Long.toString(number.longValue());
            default -> value.toString();
        };
    }

    /// One line. A column that is missing reads as unknown.
    static final class Row {
        private final Path file;
        private final int line;
        private final Map<String, Integer> index;
        private final String[] cells;

        Row(Path file, int line, Map<String, Integer> index, String[] cells) {
            this.file = file;
            this.line = line;
            this.index = index;
            this.cells = cells;
        }

        @Nullable
        String text(String column) {
            Integer at = index.get(column);
            return at == null || cells[at].isEmpty() ? null : cells[at];
        }

        @Nullable
        Double number(String column) {
            String text = text(column);
            try {
                return text == null ? null : Double.valueOf(text);
            } catch (NumberFormatException e) {
                throw unreadable(column, text, e);
            }
        }

        @Nullable
        Long whole(String column) {
            String text = text(column);
            try {
                return text == null ? null : Long.valueOf(text);
            } catch (NumberFormatException e) {
                throw unreadable(column, text, e);
            }
        }

        /// @throws UnreadableTableException when there is none
        long needed(String column) {
            Long value = whole(column);
            if (value == null) throw unreadable(column, "", null);
            return value;
        }

        /// 0 when there is none: for counts that are added up.
        long count(String column) {
            Long value = whole(column);
            return value == null ? 0 : value;
        }

        private UnreadableTableException unreadable(String column, @Nullable String text, @Nullable Exception cause) {
            return new UnreadableTableException(
                    "%s line %d: %s cannot be \"%s\"".formatted(file, line, column, text), cause);
        }
    }
}

package dev.ringback.bench;

import java.util.ArrayList;
import java.util.List;

/** Lays text out in columns: the first to the left, the others to the right, the last two (goal and verdict) to the left again. */
final class Table {
    private static final int WORDS_AT_END = 2;

    private Table() {}

    static List<String> of(List<List<String>> rows) {
        int columns = rows.get(0).size();
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                String gap = " ".repeat(width(rows, column) - row.get(column).length());
                boolean left = column == 0 || column >= columns - WORDS_AT_END;
                line.append(left ? row.get(column) + gap : gap + row.get(column))
                        .append("   ");
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}

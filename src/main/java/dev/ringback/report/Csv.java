package dev.ringback.report;

import dev.ringback.http.Answer;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.regex.Pattern;

/** Writes a table as RFC 4180 has it. A text that a spreadsheet would take for a formula is kept from being one. */
final class Csv {
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r].*", Pattern.DOTALL);
    private static final String TYPE = "text/csv; charset=utf-8; header=present";

    private final StringBuilder text = new StringBuilder();

    Csv(List<String> columns) {
        row(columns);
    }

    void row(List<?> cells) {
        for (int i = 0; i < cells.size(); i++) {
            text.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
        }
        text.append("\r\n");
    }

    Answer answer(String file) {
        return Answer.of(TYPE, Buffer.buffer(text.toString()))
                .with("content-disposition", "attachment; filename=\"" + file + ".csv\"");
    }

    private static String cell(Object value) {
        if (value instanceof Number) {
            return value.toString();
        }
        String shown = FORMULA.matcher(value.toString()).matches() ? "'" + value : value.toString();
        boolean plain = shown.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? shown : '"' + shown.replace("\"", "\"\"") + '"';
    }
}

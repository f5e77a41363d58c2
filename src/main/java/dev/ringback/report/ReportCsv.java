package dev.ringback.report;

import dev.ringback.http.Answer;
import dev.ringback.http.TimeText;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Reports as tables. */
final class ReportCsv {
    private static final List<String> COUNTS =
            List.of("delivered", "failed", "retried", "skipped", "cancelled", "expired");
    private static final List<String> PROFILE = List.of("profile_id", "title", "channel", "method", "state");

    private static final List<String> LATENCY = List.of("latency_ms_p50", "latency_ms_p95", "latency_ms_p99");
    private static final List<String> ERROR = List.of("last_error", "last_error_http_status", "last_error_at");

    private ReportCsv() {}

    static Answer lines(List<ReadReport.Line> lines) {
        Csv csv = new Csv(heads(List.of(List.of("from", "to"), COUNTS, LATENCY)));
        for (ReadReport.Line line : lines) {
            List<Object> row = new ArrayList<>(List.of(
                    TimeText.format(line.period().from()),
                    TimeText.format(line.period().to())));
            row.addAll(counts(line.counts()));
            for (double part : new double[] {0.50, 0.95, 0.99}) {
                OptionalDouble latency = line.counts().latency().percentile(part);
                row.add(latency.isPresent() ? ReportJson.millis(latency) : "");
            }
            csv.row(row);
        }
        return csv.answer("callbacks");
    }

    static Answer profiles(List<ProfileCounts> profiles) {
        Csv csv = new Csv(heads(List.of(PROFILE, COUNTS)));
        profiles.forEach(one -> csv.row(profile(one)));
        return csv.answer("profiles");
    }

    static Answer failing(List<ReadReport.Failing> profiles) {
        Csv csv = new Csv(heads(List.of(PROFILE, COUNTS, ERROR)));
        for (ReadReport.Failing one : profiles) {
            List<Object> row = profile(one.profile());
            row.add(one.lastError().map(LastError::message).orElse(""));
            row.add(one.lastError()
                    .filter(error -> error.httpStatus() != 0)
                    .<Object>map(LastError::httpStatus)
                    .orElse(""));
            row.add(one.lastError().map(error -> TimeText.format(error.at())).orElse(""));
            csv.row(row);
        }
        return csv.answer("failing-profiles");
    }

    private static List<Object> profile(ProfileCounts one) {
        List<Object> row = new ArrayList<>(List.of(
                one.profile().toString(),
                one.named().title(),
                one.named().channel(),
                one.named().method(),
                one.named().state()));
        row.addAll(counts(one.counts()));
        return row;
    }

    private static List<Object> counts(Counts counts) {
        return List.of(
                counts.delivered(),
                counts.failed(),
                counts.retried(),
                counts.skipped(),
                counts.cancelled(),
                counts.expired());
    }

    private static List<String> heads(List<List<String>> parts) {
        return parts.stream().flatMap(List::stream).toList();
    }
}

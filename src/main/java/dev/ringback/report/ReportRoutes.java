package dev.ringback.report;

import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Scope;
import dev.ringback.http.Answer;
import dev.ringback.http.Api;
import dev.ringback.http.Exchange;
import dev.ringback.http.PageRequest;
import dev.ringback.http.QueryFields;
import dev.ringback.http.Result;
import dev.ringback.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports over HTTP, as JSON or as CSV. */
public final class ReportRoutes implements Routes {
    /** As many points as a chart may have; a month by the hour has 744. */
    private static final int PERIODS_MAX = 2000;

    private static final int FAILING_MAX = 100;
    private static final Map<String, Interval> INTERVALS = new LinkedHashMap<>();
    private static final Map<String, Boolean> FORMATS = new LinkedHashMap<>();

    static {
        for (Interval interval : Interval.values()) {
            INTERVALS.put(interval.word(), interval);
        }
        FORMATS.put("json", false);
        FORMATS.put("csv", true);
    }

    private final ReadReport report;
    private final InstantSource clock;

    public ReportRoutes(ReadReport report, InstantSource clock) {
        this.report = report;
        this.clock = clock;
    }

    @Override
    public void mount(Api api) {
        api.get("/v1/reports/callbacks", Scope.READ, this::callbacks)
                .get("/v1/reports/profiles", Scope.READ, this::profiles)
                .get("/v1/reports/failing-profiles", Scope.READ, this::failing);
    }

    @Override
    public String description() {
        return "openapi/report.yaml";
    }

    private Future<Answer> callbacks(Exchange exchange) {
        QueryFields query = exchange.query();
        boolean csv = asCsv(exchange, query);
        ReportRange range = ReportRange.of(query, clock.instant());
        Interval interval = query.choice("interval", INTERVALS).orElse(Interval.DAY);
        Optional<ProfileId> profile = query.parsed("profile_id", ReportRoutes::profileId);
        Optional<List<Period>> periods = interval.split(range.period(), range.zone(), PERIODS_MAX);
        if (periods.isEmpty()) {
            query.refuse(
                    "interval",
                    "makes more than " + PERIODS_MAX + " lines of that range; take a longer one, or less time");
        }
        query.check();
        return report.series(exchange.caller().account(), profile, periods.orElseThrow())
                .map(lines -> csv ? ReportCsv.lines(lines) : json(lines, interval, range));
    }

    private static Answer json(List<ReadReport.Line> lines, Interval interval, ReportRange range) {
        return Answer.ok(new JsonObject()
                .put("interval", interval.word())
                .put("time_zone", range.zone().getId())
                .put("data", ReportJson.all(lines, ReportJson::line))
                .put("total", ReportJson.total(ReadReport.sum(lines))));
    }

    private Future<Answer> profiles(Exchange exchange) {
        QueryFields query = exchange.query();
        boolean csv = asCsv(exchange, query);
        ReportRange range = ReportRange.of(query, clock.instant());
        PageRequest page = query.page("profiles of a report");
        query.check();
        int skipped = page.after()
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(Integer::parseInt)
                .orElse(0);
        return report.profiles(exchange.caller().account(), range.period(), page.rows(), skipped)
                .map(rows -> csv
                        ? ReportCsv.profiles(rows.subList(0, Math.min(rows.size(), page.limit())))
                        : page.answer(rows, ReportJson::profile, row -> Integer.toString(skipped + page.limit())));
    }

    private Future<Answer> failing(Exchange exchange) {
        QueryFields query = exchange.query();
        boolean csv = asCsv(exchange, query);
        ReportRange range = ReportRange.of(query, clock.instant());
        int limit = query.parsed("limit", ReportRoutes::limit).orElse(10);
        query.check();
        return report.failing(exchange.caller().account(), range.period(), limit)
                .map(rows -> csv
                        ? ReportCsv.failing(rows)
                        : Answer.ok(new JsonObject().put("data", ReportJson.all(rows, ReportJson::failing))));
    }

    private static boolean asCsv(Exchange exchange, QueryFields query) {
        return query.choice("format", FORMATS)
                .orElseGet(() -> exchange.header("accept")
                        .filter(accept -> accept.contains("text/csv"))
                        .isPresent());
    }

    private static Result<ProfileId> profileId(String text) {
        return ProfileId.parse(text)
                .map(Result::of)
                .orElseGet(() -> Result.refused("must be the id of a profile, cbp_ and 26 characters"));
    }

    private static Result<Integer> limit(String text) {
        boolean fits =
                text.matches("[0-9]{1,3}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= FAILING_MAX;
        return fits
                ? Result.of(Integer.parseInt(text))
                : Result.refused("must be a whole number from 1 to " + FAILING_MAX);
    }
}

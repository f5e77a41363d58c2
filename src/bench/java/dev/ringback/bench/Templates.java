package dev.ringback.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.domain.BodySpec;
import dev.ringback.domain.BodyType;
import dev.ringback.domain.Callback;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.Method;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ProfileSpec.Request;
import dev.ringback.domain.QueryParameter;
import dev.ringback.domain.Uuid7;
import dev.ringback.domain.template.Rendered;
import dev.ringback.domain.template.RequestTemplate;
import dev.ringback.domain.template.Scratch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Renders the request of one callback: bodies of 1 KiB with ten variables, the same in a query, and the body without a template. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Templates {
    private static final int TEMPLATE_BYTES = 1024;
    private static final List<String> NAMES = List.of(
            "id",
            "recipient",
            "source",
            "status",
            "status_trace",
            "description",
            "message",
            "timestamp",
            "operator",
            "price.amount");
    private static final String DATA = """
            {"id":"6b1d3a52-0b7a-4ae6-9c4e-2f6b4b6f1a00:1","kid":"k-778812","source":"KLRHXA","recipient":"+919812345678",
             "status":"DELIVERED","status_trace":"DELIVRD","description":"Message has been \\"delivered\\"",
             "message":"Dear customer, your order 4711 & more is on its way: https://example.com/o/4711?x=1",
             "timestamp":"2025-04-17 18:35:20","operator":"JIO","circle":"JIO ASSAM","price":{"amount":0.1250,"currency":"INR"},
             "ref":"campaign 7","parts":["p-1","p-2"]}""";

    @Param({"json", "xml", "html", "text", "query", "standard"})
    public String kind = "json";

    private final Scratch scratch = new Scratch(1 << 20);
    private Optional<RequestTemplate> template = Optional.empty();
    private Optional<Callback> callback = Optional.empty();

    @Setup
    public void prepare() {
        template = Optional.of(RequestTemplate.compile(request()).fold(ready -> ready, errors -> {
            throw new IllegalStateException(errors.toString());
        }));
        callback = Optional.of(new Callback(
                new CallbackId(Uuid7.of(1_795_339_800_125L, 1, 2)),
                new ProfileId(Uuid7.of(1, 2, 3)),
                "sms_send",
                DATA.getBytes(UTF_8),
                Instant.MAX));
    }

    @Benchmark
    public Rendered render() {
        return template.orElseThrow().render(callback.orElseThrow(), 1, scratch);
    }

    private Request request() {
        List<QueryParameter> query = new ArrayList<>();
        if (kind.equals("query")) {
            NAMES.forEach(name -> query.add(new QueryParameter(name, "<" + name + ">")));
        }
        Optional<BodySpec> body = switch (kind) {
            case "json" -> body(BodyType.JSON, "{\"filling\":\"", "\"", ",\"%s\":\"<%s>\"", "}");
            case "xml" -> body(BodyType.XML, "<r><filling>", "</filling>", "<v name=\"%s\"><=%s></v>", "</r>");
            case "html" -> body(BodyType.HTML, "<body><h1>", "</h1>", "<p id=\"%s\"><=%s></p>", "</body>");
            case "text" -> body(BodyType.TEXT, "", "\n", "%s: <%s>\n", "");
            default -> Optional.empty();
        };
        return new Request(
                kind.equals("query") ? Method.GET : Method.POST, "https://example.com/hook", List.of(), query, body);
    }

    private static Optional<BodySpec> body(BodyType type, String before, String behind, String each, String end) {
        StringBuilder values = new StringBuilder();
        NAMES.forEach(name -> values.append(String.format(each, name, name)));
        String rest = behind + values + end;
        String filling = "x".repeat(Math.max(0, TEMPLATE_BYTES - before.length() - rest.length()));
        return Optional.of(new BodySpec(type, before + filling + rest));
    }
}

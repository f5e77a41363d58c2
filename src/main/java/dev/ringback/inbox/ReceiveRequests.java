package dev.ringback.inbox;

import dev.ringback.ambient.Ids;
import dev.ringback.ambient.Timers;
import dev.ringback.domain.InboxId;
import dev.ringback.http.Answer;
import dev.ringback.http.Problem;
import dev.ringback.inbox.InboxRequest.HeaderLine;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** Takes a call to an inbox: writes it down, then answers as the inbox says. One per event loop. */
public final class ReceiveRequests {
    private static final int BODY_BYTES_MAX = 256 << 10;

    private final KnownInboxes known;
    private final RecordRequests recorder;
    private final InstantSource clock;
    private final Ids ids;
    private final Timers timers;

    /** What the event loop lends. */
    public record Loop(InstantSource clock, Ids ids, Timers timers) {}

    public ReceiveRequests(Inboxes inboxes, RecordRequests recorder, Loop loop) {
        this.known = new KnownInboxes(inboxes, loop.clock());
        this.recorder = recorder;
        this.clock = loop.clock();
        this.ids = loop.ids();
        this.timers = loop.timers();
    }

    Future<Answer> receive(HttpServerRequest request, IntFunction<Future<Buffer>> body) {
        Optional<InboxId> id = inboxId(request.path());
        if (id.isEmpty()) {
            return unknown();
        }
        Instant receivedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return body.apply(BODY_BYTES_MAX)
                .compose(bytes -> known.find(id.get())
                        .compose(inbox -> inbox.isPresent()
                                ? recorder.add(kept(request, inbox.get().id(), receivedAt, bytes))
                                        .compose(written -> answer(inbox.get()))
                                : unknown()));
    }

    private InboxRequest kept(HttpServerRequest request, InboxId inbox, Instant receivedAt, Buffer body) {
        List<HeaderLine> headers = new ArrayList<>();
        request.headers().forEach((name, value) -> headers.add(new HeaderLine(printable(name), printable(value))));
        return new InboxRequest(
                ids.uuid(),
                inbox,
                receivedAt,
                request.method().name(),
                printable(request.uri()),
                headers,
                body.getBytes());
    }

    private Future<Answer> answer(Inbox inbox) {
        Answer answer = new Answer(inbox.httpStatus(), Map.of(), Buffer.buffer());
        if (inbox.delay().equals(Duration.ZERO)) {
            return Future.succeededFuture(answer);
        }
        Promise<Answer> later = Promise.promise();
        var unused = timers.after(inbox.delay(), () -> later.complete(answer));
        return later.future();
    }

    private static Future<Answer> unknown() {
        return Future.failedFuture(Problem.notFound("There is no such inbox.").exception());
    }

    private static Optional<InboxId> inboxId(String path) {
        String rest = path.substring(InboxAddress.PREFIX.length());
        int slash = rest.indexOf('/');
        return InboxId.parse(slash < 0 ? rest : rest.substring(0, slash));
    }

    /** The store takes no NUL in texts. */
    private static String printable(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }
}

package dev.ringback.store;

import dev.ringback.domain.InboxId;
import dev.ringback.domain.Uuid7;
import dev.ringback.inbox.HeaderLinesJson;
import dev.ringback.inbox.InboxRequest;
import dev.ringback.inbox.InboxRequests;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.StreamSupport;

/** What inboxes got, in PostgreSQL. */
public final class PgInboxRequests implements InboxRequests {
    private static final Sql sql = Sql.load("inbox");

    private final SqlClient reads;
    private final SqlClient writes;

    public PgInboxRequests(Database database) {
        this.reads = database.reads();
        // Not among the statements of the path: the batches of a busy inbox are large.
        this.writes = database.transactions();
    }

    @Override
    public Future<Void> add(List<InboxRequest> requests) {
        return writes.preparedQuery(sql.get("add_requests"))
                .execute(Tuple.tuple()
                        .addArrayOfUUID(column(requests, InboxRequest::id, UUID[]::new))
                        .addArrayOfUUID(
                                column(requests, request -> request.inbox().value(), UUID[]::new))
                        .addArrayOfOffsetDateTime(column(
                                requests,
                                request -> request.receivedAt().atOffset(ZoneOffset.UTC),
                                OffsetDateTime[]::new))
                        .addArrayOfString(column(requests, InboxRequest::method, String[]::new))
                        .addArrayOfString(column(requests, InboxRequest::target, String[]::new))
                        .addArrayOfString(
                                column(requests, request -> HeaderLinesJson.write(request.headers()), String[]::new))
                        .addArrayOfBuffer(column(requests, request -> Buffer.buffer(request.body()), Buffer[]::new)))
                .mapEmpty();
    }

    @Override
    public Future<List<InboxRequest>> list(InboxId inbox, Optional<UUID> after, int rows) {
        return reads.preparedQuery(sql.get("list_requests"))
                .execute(Tuple.of(inbox.value(), after.orElse(null), rows))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(PgInboxRequests::request)
                        .toList());
    }

    @Override
    public Future<Integer> trim(int kept, Instant oldest) {
        return writes.preparedQuery(sql.get("trim"))
                .execute(Tuple.of(kept, Uuid7.floor(oldest)))
                .map(SqlResult::rowCount);
    }

    private static <T> T[] column(
            List<InboxRequest> requests, Function<InboxRequest, T> value, IntFunction<T[]> array) {
        return requests.stream().map(value).toArray(array);
    }

    private static InboxRequest request(Row row) {
        return new InboxRequest(
                row.getUUID("id"),
                new InboxId(row.getUUID("inbox_id")),
                row.get(OffsetDateTime.class, "received_at").toInstant(),
                row.getString("method"),
                row.getString("path"),
                HeaderLinesJson.read(row.getString("headers")),
                row.getBuffer("body").getBytes());
    }
}

package dev.ringback.bench;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * A week that has been: many profiles, of which a few have most callbacks, and what became of each, straight in the tables, as the node would
 * need hours for it. Its profiles are made through the API, as their secrets must open.
 */
final class StoredPast {
    static final String RARE_EVENT = "rare";
    private static final int PROFILES = 1_000;
    private static final String FLOOR = """
            create or replace function pg_temp.floor_of(t timestamptz) returns uuid language sql as $$
              select (substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-0000-0000-000000000000')::uuid
              from (select lpad(to_hex((extract(epoch from t) * 1000)::bigint), 12, '0') as h) x
            $$""";
    private static final String DAYS = """
            do $$ begin
              for ago in 1..7 loop
                declare
                  day timestamptz := date_trunc('day', now(), 'UTC') - make_interval(days => ago);
                  name text := to_char(day at time zone 'UTC', 'YYYYMMDD');
                  parent text;
                begin
                  foreach parent in array array['callback', 'attempt'] loop
                    execute format('create table if not exists %I partition of %I for values from (%L) to (%L)',
                      parent || '_p' || name, parent, pg_temp.floor_of(day), pg_temp.floor_of(day + interval '1 day'));
                  end loop;
                end;
              end loop;
            end $$""";
    /** One in 50,000 is of the rare event. Of the profiles the first are the busy ones: of 1,000, a tenth have more than half. */
    private static final String CALLBACKS = """
            insert into callback (id, profile_id, node_number, event, reference, data)
            select s.id, ($1::uuid[])[s.place], 0, case when s.i % 50000 = 7 then 'rare' else 'sms_send' end, 'order-' || s.i,
              convert_to(json_build_object('id', s.i, 'status', 'Delivered', 'pad', repeat('x', 100))::text, 'utf8')
            from (
              select i, uuidv7(make_interval(secs => -7 * 86400.0 * ($2::int - i) / $2::int)) as id,
                1 + floor(cardinality($1::uuid[]) * 0.99999 * power(random(), 4))::int as place
              from generate_series(1, $2::int) i
              offset 0
            ) s""";
    /** 96.9 % delivered, 2 % failed, 1 % waiting for a retry, 0.1 % skipped, none cancelled. */
    private static final String ATTEMPTS = """
            insert into attempt (callback_id, profile_id, started_at, finished_at, number, outcome, verdict, http_status)
            select id, case when k < 969 then null else profile_id end, now(), now(), 1, 1,
              case when k < 969 then 1 when k < 989 then 2 when k < 999 then 0 else 3 end, case when k < 969 then 200 else 503 end
            from (select id, profile_id, (random() * 1000)::int as k from callback where node_number = 0 offset 0) x""";

    private static final String BACKLOG = """
            insert into backlog (callback_id, profile_id, due_at, number)
            select callback_id, profile_id, now() + interval '1 day', 2
            from attempt
            where verdict = 0
            on conflict do nothing""";

    private final Rig rig;
    private final int callbacks;
    private final List<String> profiles = new ArrayList<>();

    StoredPast(Rig rig, int callbacks) {
        this.rig = rig;
        this.callbacks = callbacks;
    }

    void make() {
        System.err.printf("Making %,d profiles and %,d callbacks ...%n", PROFILES, callbacks);
        for (int i = 1; i <= PROFILES; i++) {
            JsonObject fields = new JsonObject().put("title", "Receiver " + i);
            profiles.add(rig.node().addProfile(rig.meter().receiverPort(), "{\"id\":\"<id>\"}", fields));
        }
        Database database = rig.database();
        database.execute(FLOOR);
        database.execute(DAYS);
        var made = database.rows(CALLBACKS, ids(database), callbacks);
        made = database.rows(ATTEMPTS);
        made = database.rows(BACKLOG);
        // Autovacuum has long seen what came over a week.
        database.execute("vacuum (analyze)");
        database.execute("checkpoint");
    }

    private static Object ids(Database database) {
        List<java.util.UUID> ids = new ArrayList<>();
        database.rows("select id from profile where title like 'Receiver %' order by id")
                .forEach(row -> ids.add(row.getUUID("id")));
        return ids.toArray(java.util.UUID[]::new);
    }

    String busyProfile() {
        return profiles.get(0);
    }

    String quietProfile() {
        return profiles.get(PROFILES - 100);
    }

    /** Of the callback that came as the n-th. */
    static String reference(int number) {
        return "order-" + number;
    }

    int callbacks() {
        return callbacks;
    }
}

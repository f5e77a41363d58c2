package dev.ringback.bench;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the page asks for, with a week of callbacks stored; how soon it is there; and whether it stays smooth while 5,000 a second pass. */
final class PageBench {
    private static final String USUAL = "median";
    private static final String WORST = "longest";
    private static final int STORED = 1_000_000;
    private static final int STORED_QUICK = 100_000;
    private static final int TIMES = 20;
    private static final int WARM_UP = 5;
    private static final int VISITS = 7;
    private static final double LIST_MILLIS = 100;
    private static final double READY_MILLIS = 1_000;
    private static final double KILOBYTES = 250;
    private static final double TASK_MILLIS = 100;
    private static final double A_SECOND = 5_000;

    private final Rig rig;
    private final StoredPast past;
    private final double liveSeconds;
    private final Report report = new Report("The page", List.of(USUAL, WORST));

    PageBench(Rig rig) {
        boolean full = rig.options().size() == Options.Size.FULL;
        this.rig = rig;
        this.past = new StoredPast(rig, full ? STORED : STORED_QUICK);
        this.liveSeconds = full ? 30 : 10;
    }

    int run() {
        past.make();
        lists().forEach((name, path) -> time(name, path, LIST_MILLIS));
        try (PageVisit visit = new PageVisit(rig.node())) {
            firstLoad(visit);
            live(visit);
        }
        var unused = report.publish(rig);
        return rig.lost() + rig.doubled() == 0 ? 0 : 1;
    }

    /** By what is asked, the path that the page would ask for. */
    private Map<String, String> lists() {
        String callbacks = "/callbacks?limit=50";
        String then = Instant.now().minus(Duration.ofDays(2)).toString();
        String later = Instant.now().minus(Duration.ofHours(47)).toString();
        int all = past.callbacks();
        Map<String, String> lists = new LinkedHashMap<>();
        lists.put("callbacks", callbacks);
        lists.put("callbacks, second page", callbacks + "&cursor=" + cursor(callbacks));
        lists.put("of a busy profile", callbacks + "&profile_id=" + past.busyProfile());
        lists.put("of a quiet profile", callbacks + "&profile_id=" + past.quietProfile());
        for (String state : List.of("waiting", "delivered", "failed", "skipped", "cancelled")) {
            lists.put(
                    state + (state.equals("cancelled") ? ", of which there is none" : ""),
                    callbacks + "&state=" + state);
        }
        lists.put("of an event", callbacks + "&event=sms_send");
        lists.put("of an event that is one in 50,000", callbacks + "&event=" + StoredPast.RARE_EVENT);
        lists.put("with a reference of today", callbacks + "&reference=" + StoredPast.reference(all - 1000));
        lists.put("with a reference of last week", callbacks + "&reference=" + StoredPast.reference(1000));
        lists.put("of an hour two days ago", callbacks + "&from=" + then + "&to=" + later);
        lists.put(
                "failed, with a reference of last week",
                callbacks + "&state=failed&reference=" + StoredPast.reference(1000));
        lists.put(
                "waiting, with a reference of last week",
                callbacks + "&state=waiting&reference=" + StoredPast.reference(1000));
        lists.put(
                "failed, of a busy profile, with a reference of last week",
                callbacks + "&state=failed&profile_id=" + past.busyProfile() + "&reference="
                        + StoredPast.reference(1000));
        lists.put("profiles", "/callback-profiles?limit=50");
        lists.put("profiles by title", "/callback-profiles?limit=50&title=receiver+77");
        lists.put("profiles by method and state", "/callback-profiles?limit=50&method=POST&state=active");
        return lists;
    }

    private String cursor(String path) {
        String cursor = new JsonObject(rig.node().get(path)).getString("next_cursor");
        return URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    }

    private void time(String name, String path, double goal) {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < WARM_UP + TIMES; i++) {
            long since = System.nanoTime();
            String unused = rig.node().get(path);
            if (i >= WARM_UP) {
                millis.add((System.nanoTime() - since) / 1e6);
            }
        }
        add(name, millis, "ms", goal);
    }

    private void firstLoad(PageVisit visit) {
        List<Double> kilobytes = new ArrayList<>();
        List<Double> ready = new ArrayList<>();
        for (int i = 0; i < VISITS; i++) {
            PageVisit.FirstLoad load = visit.firstLoad();
            kilobytes.add(load.kilobytes());
            ready.add(load.readyMillis());
        }
        add("first load, ready", ready, "ms", READY_MILLIS);
        add("first load, over the wire", kilobytes, "KB", KILOBYTES);
    }

    private void live(PageVisit visit) {
        List<Double> tasks = visit.longTasks(() -> {
            Costs unused = rig.measure(rig.node(), Load.singly(1).steadily(A_SECOND, liveSeconds));
        });
        double longest = tasks.isEmpty() ? 0 : tasks.get(tasks.size() - 1);
        String name = String.format("live list at %,.0f a second", A_SECOND);
        report.add(Figure.of(name + ", tasks over 50 ms", USUAL, tasks.size(), "in " + (int) liveSeconds + " s"));
        report.add(Figure.of(name + ", longest of them", WORST, longest, "ms").goal(Goal.atMost(TASK_MILLIS)));
    }

    private void add(String name, List<Double> values, String unit, double goal) {
        List<Double> sorted = values.stream().sorted().toList();
        report.add(Figure.of(name, USUAL, sorted.get(sorted.size() / 2), unit).goal(Goal.atMost(goal)));
        report.add(Figure.of(name, WORST, sorted.get(sorted.size() - 1), unit));
    }
}

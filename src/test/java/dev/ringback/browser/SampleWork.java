package dev.ringback.browser;

import dev.ringback.support.Api;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Profiles as a customer might have, and callbacks for them, of which some fail and some wait. */
final class SampleWork {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String BODY = """
            {
              "message": "<id>",
              "to": "<recipient>",
              "status": "<status>",
              "at": "<delivered_at>"
            }""";

    private final Api api;

    SampleWork(Api api) {
        this.api = api;
    }

    /** What the pictures open. */
    record Made(String profile, String failed, String inbox) {}

    Made make() {
        String good = inbox(200, "40ms");
        String slow = inbox(200, "900ms");
        String broken = inbox(503, "15ms");
        List<String> all = new ArrayList<>();
        all.add(profile("Payments ledger", "default", "POST", good, List.of()));
        all.add(profile("Voice call records", "voice", "POST", slow, List.of()));
        all.add(profile("Mail bounces", "email", "POST", good, List.of()));
        all.add(profile("Delivery status by GET", "sms", "GET", good, List.of()));
        String failing = profile("Warehouse staging", "sms", "POST", broken, List.of("1s", "2s"));
        all.add(profile("Incoming SMS", "sms", "POST", good, List.of()));
        String shown = profile("Order SMS status", "sms", "POST", good, List.of("5s", "5m", "30m", "2h"));
        all.add(shown);
        String failed = submit(failing, 1);
        for (int i = 0; i < 40; i++) {
            for (String profile : all) {
                submit(profile, i);
            }
            if (i % 4 == 0) {
                submit(failing, i);
            }
        }
        api.waitUntilFinal(failed, LIMIT);
        setReport();
        return new Made(shown, failed, good.substring(good.lastIndexOf('/') + 1));
    }

    private void setReport() {
        JsonObject report = new JsonObject()
                .put("enabled", true)
                .put("frequency", "weekly")
                .put("recipients", new JsonArray().add("anna@example.com").add("oncall@example.com"))
                .put("time_zone", "Europe/Berlin");
        api.send("PUT", "/v1/settings/callback-report", report.encode());
    }

    private String profile(String title, String channel, String method, String url, List<String> waits) {
        JsonObject fields = new JsonObject()
                .put("title", title)
                .put("channel", channel)
                .put("method", method)
                .put("retry", new JsonObject().put("schedule", new JsonArray(waits)));
        if (channel.equals("sms")) {
            fields.put("events", new JsonArray().add("sms_send"));
        }
        if (title.startsWith("Order")) {
            fields.put("body", new JsonObject().put("type", "json").put("template", BODY));
            fields.put(
                    "headers",
                    new JsonArray().add(new JsonObject().put("name", "X-Order").put("value", "<ref>")));
        }
        return api.createProfile(url, fields).getString("id");
    }

    private String submit(String profile, int number) {
        JsonObject data = new JsonObject()
                .put("id", Integer.toString(4700 + number))
                .put("recipient", "+49157000002" + (10 + number % 90))
                .put("status", number % 5 == 0 ? "Sent" : "Delivered")
                .put("delivered_at", "2026-11-28 10:00:00");
        JsonObject submission = new JsonObject()
                .put("profile_id", profile)
                .put("reference", "order-" + (4700 + number))
                .put("data", data);
        return new JsonObject(
                        api.send("POST", "/v1/callbacks", submission.encode()).body())
                .getString("id");
    }

    private String inbox(int httpStatus, String delay) {
        JsonObject answer = new JsonObject()
                .put("answer", new JsonObject().put("http_status", httpStatus).put("delay", delay));
        return new JsonObject(api.send("POST", "/v1/inboxes", answer.encode()).body()).getString("url");
    }
}

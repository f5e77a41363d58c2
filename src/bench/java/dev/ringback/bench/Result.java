package dev.ringback.bench;

import io.vertx.core.json.JsonObject;

/** What the meter tells of one run. */
record Result(JsonObject json) {
    /** Delivered callbacks a second, from the first submit to the last arrival. */
    double rate() {
        return json.getDouble("end_to_end_per_s");
    }

    int submitted() {
        return json.getInteger("count");
    }

    int delivered() {
        return json.getInteger("delivered");
    }

    int lost() {
        return json.getInteger("lost");
    }

    /** What came twice, also from another run: those it takes for strays. */
    int doubled() {
        return json.getInteger("duplicates") + json.getInteger("strays");
    }

    int resubmitted() {
        return json.getInteger("resubmitted");
    }

    /** From submit to arrival, in milliseconds: {@code p50}, {@code p99}, {@code p999} or {@code max}. */
    double latency(String which) {
        return json.getJsonObject("end_to_end_ms").getDouble(which);
    }

    double cpuSeconds() {
        return json.getDouble("meter_cpu_s");
    }

    double loadSeconds() {
        return json.getDouble("load_seconds");
    }
}

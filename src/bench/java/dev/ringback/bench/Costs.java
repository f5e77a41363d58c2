package dev.ringback.bench;

import io.vertx.core.json.JsonObject;

/** What one run has brought and cost. CPU in seconds; {@code program} is the relay or the node; for a relay the database's are 0.
 * {@code othersShare} is the part of all processors that went to programs that are none of ours. */
record Costs(
        String subject,
        Load load,
        Result result,
        double programCpu,
        double postgresCpu,
        double walBytes,
        double allocatedBytes,
        double othersShare) {

    double programMicros() {
        return programCpu * 1e6 / load.count();
    }

    double postgresMicros() {
        return postgresCpu * 1e6 / load.count();
    }

    double meterMicros() {
        return result.cpuSeconds() * 1e6 / load.count();
    }

    double walEach() {
        return walBytes / load.count();
    }

    double allocatedEach() {
        return allocatedBytes / load.count();
    }

    JsonObject json() {
        return new JsonObject()
                .put("subject", subject)
                .put("load", load.kind())
                .put("rate_asked", load.rate())
                .put("program_cpu_s", programCpu)
                .put("postgres_cpu_s", postgresCpu)
                .put("wal_bytes", walBytes)
                .put("allocated_bytes", allocatedBytes)
                .put("others_share", othersShare)
                .put("meter", result.json());
    }
}

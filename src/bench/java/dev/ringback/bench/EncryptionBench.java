package dev.ringback.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * The path with the values of its template encrypted, as a share of the same in the clear. The meter counts by number and time, so it gets
 * both once more, readable, in either case.
 */
final class EncryptionBench {
    private static final double SHARE = 0.85;
    private static final String MORE = ",\"number\":{seq},\"at\":{t}";
    private static final String TEMPLATE =
            "{\"seq\": \"<seq>\", \"t\": \"<t>\", \"number\": \"<number>\", \"at\": \"<at>\", \"pad\": \"<pad>\"}";

    private final Rig rig;
    private final Extent extent;

    EncryptionBench(Rig rig) {
        this.rig = rig;
        this.extent = Extent.of(rig.options());
    }

    int run() {
        rig.meter().alsoSend(MORE);
        int port = rig.meter().receiverPort();
        List<String> clear = List.of(rig.node().addProfile(port, TEMPLATE, new JsonObject()));
        JsonObject encryption = new JsonObject()
                .put("enabled", true)
                .put("algorithm", "AES-256-GCM")
                .put("key", "a key of 32 bytes for this bench")
                .put("variables", new JsonArray(List.of("<number>", "<at>", "<pad>")));
        List<String> encrypted =
                List.of(rig.node().addProfile(port, TEMPLATE, new JsonObject().put("encryption", encryption)));
        for (List<String> each : List.of(clear, encrypted)) {
            rig.node().use(each);
            extent.warm(rig, rig.node());
        }
        Report report = new Report(
                "AES-256-GCM of three values, beside the same in the clear (medians of " + extent.rounds() + ")",
                List.of("singly", "batches of 100"));
        compare(report, clear, encrypted, Load.singly(extent.singly()));
        compare(report, clear, encrypted, Load.inBatches(extent.inBatches()));
        var unused = report.publish(rig);
        return rig.lost() + rig.doubled() == 0 ? 0 : 1;
    }

    private void compare(Report report, List<String> clear, List<String> encrypted, Load load) {
        String column = load.isSingle() ? "singly" : "batches of 100";
        List<Costs> without = new ArrayList<>();
        List<Costs> with = new ArrayList<>();
        for (int round = 1; round <= extent.rounds(); round++) {
            rig.node().use(clear);
            without.add(rig.measure(rig.node(), load));
            rig.node().use(encrypted);
            with.add(rig.measure(rig.node(), load));
        }
        double rateWithout = Medians.of(without, costs -> costs.result().rate());
        double rateWith = Medians.of(with, costs -> costs.result().rate());
        report.add(Figure.of("in the clear", column, rateWithout, "callbacks/s"));
        report.add(Figure.of("encrypted", column, rateWith, "callbacks/s"));
        report.add(Figure.of("encrypted", column, rateWith / rateWithout, "share of the clear")
                .goal(Goal.atLeast(SHARE)));
        report.add(Figure.of(
                "CPU a callback in the node, clear", column, Medians.of(without, Costs::programMicros), "µs"));
        report.add(Figure.of(
                "CPU a callback in the node, encrypted", column, Medians.of(with, Costs::programMicros), "µs"));
    }
}

package dev.ringback.bench;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.results.RunResult;

/** Time and garbage of rendering, taken by JMH and laid beside what they are to be. It takes JMH's own options too. */
final class TemplatesBench {
    private static final Goal TIME = Goal.atMost(3);
    private static final Goal GARBAGE = Goal.atMost(4096);

    private TemplatesBench() {}

    static int run(List<String> words) {
        List<Figure> figures = new ArrayList<>();
        for (RunResult result : Microbench.measure(Templates.class, words)) {
            String kind = result.getParams().getParam("kind");
            double time = result.getPrimaryResult().getScore();
            double garbage =
                    result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
            boolean promised = kind.equals("json");
            figures.add(Figure.of("time", kind, time, "µs").goal(promised ? TIME : Goal.NONE));
            figures.add(Figure.of("garbage", kind, garbage, "B").goal(promised ? GARBAGE : Goal.NONE));
        }
        Microbench.print("rendering", figures);
        return figures.stream().anyMatch(Figure::isMissed) ? 1 : 0;
    }
}

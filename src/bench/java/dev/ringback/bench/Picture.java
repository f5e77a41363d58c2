package dev.ringback.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines over a linear and a logarithmic axis, as an SVG that needs nothing else to be shown. */
final class Picture {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 460;
    private static final int LEFT = 70;
    private static final int RIGHT = 90;
    private static final int TOP = 50;
    private static final int BOTTOM = 60;
    private static final int STEPS = 5;
    private static final int LABEL_HEIGHT = 15;

    private final String title;
    private final String across;
    private final String up;
    private final List<Line> lines = new ArrayList<>();

    Picture(String title, String across, String up) {
        this.title = title;
        this.across = across;
        this.up = up;
    }

    private record Line(String name, String colour, boolean dashed, List<double[]> points) {}

    /** The points from left to right, each across and up; up is above 0. */
    void line(String name, String colour, boolean dashed, List<double[]> points) {
        lines.add(new Line(name, colour, dashed, points));
    }

    String svg() {
        double most = lines.stream()
                .flatMap(line -> line.points.stream())
                .mapToDouble(point -> point[0])
                .max()
                .orElse(1);
        double high = lines.stream()
                .flatMap(line -> line.points.stream())
                .mapToDouble(point -> point[1])
                .max()
                .orElse(1);
        double low = lines.stream()
                .flatMap(line -> line.points.stream())
                .mapToDouble(point -> point[1])
                .min()
                .orElse(1);
        Scale scale =
                new Scale(roundUp(most), Math.floor(Math.log10(Math.max(low, 0.01))), Math.ceil(Math.log10(high)));
        StringBuilder svg = new StringBuilder();
        add(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">",
                WIDTH,
                HEIGHT);
        add(svg, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, HEIGHT);
        add(svg, "<text x=\"%d\" y=\"26\" font-size=\"16\" fill=\"#1f2430\">%s</text>", LEFT, title);
        grid(svg, scale);
        List<double[]> labels = new ArrayList<>();
        for (Line line : lines) {
            draw(svg, scale, line, labels);
        }
        return svg.append("</svg>\n").toString();
    }

    private record Scale(double most, double lowest, double highest) {
        double x(double value) {
            return LEFT + (WIDTH - LEFT - RIGHT) * value / most;
        }

        double y(double value) {
            double share = (Math.log10(Math.max(value, 0.01)) - lowest) / Math.max(1, highest - lowest);
            return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share;
        }
    }

    private void grid(StringBuilder svg, Scale scale) {
        for (double power = scale.lowest; power <= Math.max(scale.highest, scale.lowest + 1); power++) {
            double y = scale.y(Math.pow(10, power));
            add(
                    svg,
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#d9dce1\"/>",
                    LEFT,
                    WIDTH - RIGHT,
                    y,
                    y);
            String number =
                    power < 0 ? String.valueOf(Math.pow(10, power)) : String.valueOf(Math.round(Math.pow(10, power)));
            add(
                    svg,
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\" fill=\"#4a5160\">%s %s</text>",
                    LEFT - 8,
                    y + 4,
                    number,
                    up);
        }
        for (int step = 0; step <= STEPS; step++) {
            double value = scale.most * step / STEPS;
            add(
                    svg,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" fill=\"#4a5160\">%,.0f</text>",
                    scale.x(value),
                    HEIGHT - BOTTOM + 20,
                    value);
        }
        add(
                svg,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"#4a5160\">%s</text>",
                (LEFT + WIDTH - RIGHT) / 2,
                HEIGHT - BOTTOM + 42,
                across);
    }

    private static void draw(StringBuilder svg, Scale scale, Line line, List<double[]> labels) {
        StringBuilder path = new StringBuilder();
        for (double[] point : line.points) {
            add(path, "%s%.1f,%.1f", path.isEmpty() ? "M" : " L", scale.x(point[0]), scale.y(point[1]));
        }
        add(
                svg,
                "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>",
                path.toString().replace("\n", ""),
                line.colour,
                line.dashed ? " stroke-dasharray=\"4 4\"" : "");
        double[] last = line.points.get(line.points.size() - 1);
        double y = scale.y(last[1]);
        for (double[] taken : labels) {
            if (Math.abs(taken[0] - y) < LABEL_HEIGHT) {
                y = taken[0] + LABEL_HEIGHT;
            }
        }
        labels.add(new double[] {y});
        add(
                svg,
                "<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\">%s</text>",
                scale.x(last[0]) + 8,
                y + 4,
                line.colour,
                line.name);
    }

    private static double roundUp(double value) {
        double size = Math.pow(10, Math.floor(Math.log10(value)));
        return Math.ceil(value / size * 2) / 2 * size;
    }

    private static void add(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}

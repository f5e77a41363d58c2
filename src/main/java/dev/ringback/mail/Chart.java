package dev.ringback.mail;

import dev.ringback.report.Counts;
import dev.ringback.report.ReadReport.Line;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * The bars of a report: delivered, and failed on top of it. Without a word in it, as a server has no fonts, and without a ground, as a mail may be
 * read in the light or in the dark: its colours stand out from both. Drawn twice as large as it is shown, for fine screens.
 */
final class Chart {
    static final int WIDTH = 536;
    static final int HEIGHT = 120;

    private static final int SCALE = 2;
    private static final Color DELIVERED = new Color(0x2F9E8F);
    private static final Color FAILED = new Color(0xE5533D);
    private static final Color LINE = new Color(0x80, 0x88, 0x94, 0x50);
    private static final Color NOTHING = new Color(0x80, 0x88, 0x94, 0x70);
    private static final double GAP = 0.28;
    private static final double BAR_MAX = 34;
    private static final double LEAST = 3;

    private Chart() {}

    static byte[] png(List<Line> parts) {
        BufferedImage image = new BufferedImage(WIDTH * SCALE, HEIGHT * SCALE, BufferedImage.TYPE_INT_ARGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.scale(SCALE, SCALE);
        draw(canvas, parts);
        canvas.dispose();
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            ImageIO.setUseCache(false);
            boolean unused = ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException neverInMemory) {
            throw new UncheckedIOException(neverInMemory);
        }
    }

    private static void draw(Graphics2D canvas, List<Line> parts) {
        double ground = HEIGHT - 2.0;
        canvas.setColor(LINE);
        for (double part : new double[] {0, 0.5, 1}) {
            canvas.fill(new Rectangle2D.Double(0, ground - part * (ground - 6), WIDTH, 1));
        }
        long most = Math.max(1, most(parts));
        double step = (double) WIDTH / parts.size();
        double width = Math.min(BAR_MAX, step * (1 - GAP));
        for (int i = 0; i < parts.size(); i++) {
            Counts counts = parts.get(i).counts();
            double left = i * step + (step - width) / 2;
            double scale = (ground - 6) / most;
            double failed = height(counts.failed(), scale);
            double delivered = height(counts.delivered(), scale);
            canvas.setColor(DELIVERED);
            canvas.fill(bar(left, ground - delivered, width, delivered, failed == 0));
            canvas.setColor(FAILED);
            canvas.fill(bar(left, ground - delivered - failed, width, failed, true));
            if (delivered + failed == 0) {
                canvas.setColor(NOTHING);
                canvas.fill(new Rectangle2D.Double(left, ground - 1, width, 2));
            }
        }
    }

    /** The largest of delivered and failed together. */
    static long most(List<Line> parts) {
        return parts.stream()
                .mapToLong(part -> part.counts().delivered() + part.counts().failed())
                .max()
                .orElse(0);
    }

    /** A few among thousands are seen too. */
    private static double height(long count, double scale) {
        return count == 0 ? 0 : Math.max(LEAST, count * scale);
    }

    private static Path2D bar(double left, double top, double width, double height, boolean rounded) {
        double round = rounded ? Math.min(3, Math.min(height, width / 2)) : 0;
        Path2D path = new Path2D.Double();
        path.moveTo(left, top + height);
        path.lineTo(left, top + round);
        path.quadTo(left, top, left + round, top);
        path.lineTo(left + width - round, top);
        path.quadTo(left + width, top, left + width, top + round);
        path.lineTo(left + width, top + height);
        path.closePath();
        return path;
    }
}

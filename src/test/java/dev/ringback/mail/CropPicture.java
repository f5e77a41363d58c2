package dev.ringback.mail;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Cuts a picture to the upper left part of it, for {@code bin/render-mails}. */
final class CropPicture {
    private CropPicture() {}

    public static void main(String[] arguments) throws IOException {
        BufferedImage whole = ImageIO.read(new File(arguments[0]));
        int width = Math.min(whole.getWidth(), Integer.parseInt(arguments[2]));
        int height = Math.min(whole.getHeight(), Integer.parseInt(arguments[3]));
        BufferedImage cut = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        cut.createGraphics().drawImage(whole, 0, 0, null);
        boolean unused = ImageIO.write(cut, "png", new File(arguments[1]));
    }
}

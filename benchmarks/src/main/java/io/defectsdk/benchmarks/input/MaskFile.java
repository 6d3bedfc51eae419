package io.defectsdk.benchmarks.input;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Reads where a picture is defective. */
public final class MaskFile {
    private MaskFile() {}

    /**
     * A mask in a picture's pixels, the nearest one where the sizes differ.
     *
     * @return {@code [height, width]}, row-major; true where the mask is not black
     */
    public static boolean[] read(Path file, int width, int height) {
        BufferedImage image;
        try {
            image = ImageIO.read(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the mask " + file, e);
        }
        if (image == null) {
            throw new UsageException("the mask " + file + " is not a picture that can be read");
        }
        boolean[] mask = new boolean[width * height];
        for (int y = 0; y < height; y++) {
            int fromY = (int) ((y + 0.5) * image.getHeight() / height);
            for (int x = 0; x < width; x++) {
                int fromX = (int) ((x + 0.5) * image.getWidth() / width);
                mask[y * width + x] = (image.getRGB(fromX, fromY) & 0xFFFFFF) != 0;
            }
        }
        return mask;
    }
}

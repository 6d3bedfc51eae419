package io.defectsdk.testing.line;

import static java.util.Objects.requireNonNull;

import java.awt.image.BufferedImage;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A camera over a conveyor on which machined castings pass: makes pictures of good parts and of parts
 * with a known defect, each with its ground-truth mask.
 *
 * <p>The same seed, size, kind and index give identical pixels on every machine and JDK. Two good parts
 * differ in place (about 1 % of the shorter side), angle (within 3°), light, texture and noise, and in
 * nothing else. The casting lies in the middle, its diameter takes about 85 % of the shorter side.
 *
 * <p>Immutable and thread-safe. A picture is rendered when it is asked for, by computation alone, in
 * tens of milliseconds at the default size; while that lasts it takes about 60 bytes per pixel.
 */
public final class SimulatedLine {
    /** The shortest side a picture can have, in pixels. */
    public static final int MIN_SIDE = 128;

    /** The longest side a picture can have, in pixels. */
    public static final int MAX_SIDE = 4096;

    private static final long GOOD = 0;
    private static final long FLAW = 1;

    private final long seed;
    private final int width;
    private final int height;

    private SimulatedLine(Builder builder) {
        this.seed = builder.seed;
        this.width = builder.width;
        this.height = builder.height;
    }

    /** A builder for a line with seed 0 and pictures of 384 by 384 pixels. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The good part with this number.
     *
     * @param index number of the part, at least 0
     */
    public SimulatedPart good(int index) {
        requireIndex(index);
        Scene scene = scene(GOOD, index);
        return new SimulatedPart(name("good", index), null, render(scene, null, new boolean[0]), null);
    }

    /**
     * The part with this defect and number; place, size and severity of the defect follow from the
     * number.
     *
     * @param index number of the part among those with this defect, at least 0
     */
    public SimulatedPart defective(Defect defect, int index) {
        requireNonNull(defect, "defect");
        requireIndex(index);
        Scene scene = scene(defect.stream(), index);
        Flaw flaw = Flaw.of(defect, new Draw(seed, defect.stream(), index, FLAW), scene);
        boolean[] mask = new boolean[width * height];
        BufferedImage picture = render(scene, flaw, mask);
        return new SimulatedPart(name(defect.code(), index), defect, picture, mask);
    }

    /** What {@link #defective} shows, without the defect: same place, light, texture and noise. */
    BufferedImage beforeDefect(Defect defect, int index) {
        return render(scene(defect.stream(), index), null, new boolean[0]);
    }

    private Scene scene(long kind, int index) {
        return new Scene(width, height, new Draw(seed, kind, index));
    }

    private static BufferedImage render(Scene scene, @Nullable Flaw flaw, boolean[] mask) {
        Surface surface = Casting.on(scene);
        Shading shading = new Shading(surface, scene);
        if (flaw != null) {
            flaw.apply(surface, scene, mask);
        }
        return Camera.shoot(shading.light(), scene);
    }

    private static String name(String kind, int index) {
        return String.format(Locale.ROOT, "%s_%03d", kind, index);
    }

    private static void requireIndex(int index) {
        if (index < 0) {
            throw new IllegalArgumentException("index must be at least 0, but is " + index);
        }
    }

    /** Collects the options of a {@link SimulatedLine}. Confined to one thread. */
    public static final class Builder {
        private long seed;
        private int width = 384;
        private int height = 384;

        private Builder() {}

        /** What all parts of the line are derived from; default 0, any value. */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /**
         * Size of the pictures in pixels; default 384 by 384.
         *
         * @param width from {@value SimulatedLine#MIN_SIDE} to {@value SimulatedLine#MAX_SIDE}
         * @param height from {@value SimulatedLine#MIN_SIDE} to {@value SimulatedLine#MAX_SIDE}
         */
        public Builder size(int width, int height) {
            this.width = requireSide("width", width);
            this.height = requireSide("height", height);
            return this;
        }

        /** A line with the options given so far. */
        public SimulatedLine build() {
            return new SimulatedLine(this);
        }

        private static int requireSide(String name, int pixels) {
            if (pixels < MIN_SIDE || pixels > MAX_SIDE) {
                throw new IllegalArgumentException(
                        name + " must be from " + MIN_SIDE + " to " + MAX_SIDE + " pixels, but is " + pixels);
            }
            return pixels;
        }
    }
}

package io.defectsdk.deployment;

import static java.util.Objects.requireNonNull;

import io.defectsdk.inspection.Preprocessing;
import java.util.Collections;
import java.util.List;

/**
 * How a recipe turns a picture into patch embeddings, a map and a score: every setting, so that nothing depends on what a release takes
 * for its default. Immutable.
 *
 * @param backbone id of the backbone
 * @param backboneSha256 hash of the backbone's file
 * @param layers whose features are joined, shallowest first
 * @param inputSizes sides in pixels of the squares that the backbone sees the picture in, one after the other; each has a section of the
 *     memory bank of its own, and the map, the mean of one a size, has the first's resolution
 * @param tiling how the picture is cut, at each size
 * @param preprocessing what is done to pixels first
 * @param cropFrom 0: the whole picture is resized to each square; else the picture is resized so that its shorter side has this many
 *     pixels, and the first square is cut out of its middle; for other squares larger or smaller in proportion
 * @param embedding how feature maps become patch embeddings
 * @param map how patch scores become an anomaly map
 * @param score how a picture's score follows from its patches
 * @param scope what of the picture counts
 */
public record PatchCoreMethod(
        String backbone,
        String backboneSha256,
        List<String> layers,
        List<Integer> inputSizes,
        Tiling tiling,
        Preprocessing preprocessing,
        int cropFrom,
        PatchEmbedding embedding,
        MapRule map,
        ScoreRule score,
        InspectionScope scope) {
    /** Far above any backbone's; what tiles show together stays within 32 bits up to here. */
    private static final int LARGEST_SIZE = 1 << 14;

    /** What a picture is seen in, at most: the map of so many takes 64 MB, the packaged backbone's patches 160 MB. */
    private static final long MOST_PIXELS = 1L << 24;

    /** Copies the lists, and checks that sizes and tiling go together. */
    public PatchCoreMethod {
        layers = List.copyOf(layers);
        requireNonNull(tiling, "tiling");
        inputSizes = List.copyOf(inputSizes);
        if (inputSizes.isEmpty() || Collections.min(inputSizes) < 1 || Collections.max(inputSizes) > LARGEST_SIZE) {
            throw new IllegalArgumentException(
                    "a method needs input sizes of 1 to " + LARGEST_SIZE + " pixels, but has " + inputSizes);
        }
        if (cropFrom != 0 && tiling.count() > 1) {
            throw new IllegalArgumentException("a picture of which the middle alone is seen is not cut into tiles");
        }
        inputSizes.forEach(size -> requireSeen(size, tiling));
    }

    /** With the settings of {@link PatchCorePreset#DEFAULT} for the rest, seen at one size. */
    public PatchCoreMethod(
            String backbone, String backboneSha256, List<String> layers, int inputSize, Preprocessing preprocessing) {
        this(
                backbone,
                backboneSha256,
                layers,
                List.of(inputSize),
                Tiling.NONE,
                preprocessing,
                PatchCorePreset.DEFAULT.cropFrom(inputSize),
                PatchCorePreset.DEFAULT.embedding(),
                PatchCorePreset.DEFAULT.map(),
                PatchCorePreset.DEFAULT.score(),
                InspectionScope.EVERYTHING);
    }

    /** Checks that a size and a tiling go together. */
    static void requireSeen(int size, Tiling tiling) {
        if (tiling.step(size) < 1) {
            throw new IllegalArgumentException("tiles of " + size + " pixels cannot overlap by "
                    + tiling.overlapPixels(size) + ": ask for a larger inputSize, or for tiles without overlap");
        }
        long seen = (long) tiling.width(size) * tiling.height(size);
        if (seen > MOST_PIXELS) {
            throw new IllegalArgumentException(tiling.columns() + "x" + tiling.rows() + " tiles of " + size
                    + " pixels show the picture in " + tiling.width(size) + "x" + tiling.height(size)
                    + " pixels, more than 4096x4096 (" + MOST_PIXELS
                    + ") in all: ask for fewer tiles, or a smaller inputSize");
        }
    }

    /** Side in pixels of the first square, and so of the map where the picture is not cut into tiles. */
    public int inputSize() {
        return inputSizes.get(0);
    }
}

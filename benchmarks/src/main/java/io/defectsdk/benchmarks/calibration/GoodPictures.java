package io.defectsdk.benchmarks.calibration;

import io.defectsdk.config.PictureLimits;
import io.defectsdk.core.internal.patchcore.PatchCoreSteps;
import io.defectsdk.core.internal.patchcore.PatchGrid;
import io.defectsdk.core.internal.picture.DecodedPicture;
import io.defectsdk.core.internal.picture.PictureDecoder;
import io.defectsdk.inspection.Picture;
import io.defectsdk.spi.FeatureExtractor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The patches of a category's good pictures, each embedded once and kept.
 *
 * @param category the folder's name
 * @param train how many of them train/good holds
 * @param patches of each; copies of a picture count once
 */
record GoodPictures(String category, int train, List<PatchGrid> patches) {
    GoodPictures {
        patches = List.copyOf(patches);
    }

    /** Reads and embeds them. */
    static GoodPictures read(Path folder, FeatureExtractor extractor, PatchCoreSteps steps) {
        PictureDecoder decoder = new PictureDecoder(PictureLimits.defaults());
        Set<String> hashes = new HashSet<>();
        List<PatchGrid> patches = new ArrayList<>();
        int train = 0;
        for (String part : List.of("train", "test")) {
            for (Picture picture : Picture.folder(folder.resolve(part).resolve("good"))) {
                DecodedPicture decoded = decoder.decode(picture);
                if (hashes.add(decoded.sha256())) {
                    patches.add(steps.patches(extractor, decoded.pixels(), () -> {}));
                }
            }
            train = part.equals("train") ? patches.size() : train;
        }
        return new GoodPictures(
                String.valueOf(folder.toAbsolutePath().normalize().getFileName()), train, patches);
    }

    /**
     * Looks whether the folders are there.
     *
     * @throws IllegalArgumentException naming the one that is not
     */
    static void require(Path folder) {
        for (String part : List.of("train", "test")) {
            if (!Files.isDirectory(folder.resolve(part).resolve("good"))) {
                throw new IllegalArgumentException("--data " + folder + " must be a category with train/good and"
                        + " test/good, but " + folder.resolve(part).resolve("good") + " is not a folder");
            }
            if (Picture.folder(folder.resolve(part).resolve("good")).isEmpty()) {
                throw new IllegalArgumentException("--data " + folder + " has no pictures in " + part + "/good");
            }
        }
    }
}

package io.defectsdk.deployment;

import static java.util.Objects.requireNonNull;

import io.defectsdk.inspection.Picture;
import java.util.List;

/**
 * Teaches a product from OK pictures: {@code patchcore_create}. Immutable.
 *
 * @param productCode the product
 * @param okPictures pictures of good parts, at least 8; 30 to 50 are a good start. Each is read once, when its turn
 *     comes; copies of a picture count once
 * @param options how
 */
public record PatchCoreDeployment(String productCode, List<Picture> okPictures, PatchCoreOptions options) {
    /** With fewer pictures no threshold can be found. */
    public static final int MINIMUM_PICTURES = 8;

    /** Checks the number of pictures and copies the list. */
    public PatchCoreDeployment {
        requireNonNull(productCode, "productCode");
        requireNonNull(options, "options");
        okPictures = List.copyOf(okPictures);
        if (okPictures.size() < MINIMUM_PICTURES) {
            throw new IllegalArgumentException("PatchCore needs at least " + MINIMUM_PICTURES + " OK pictures (30 to 50"
                    + " are a good start), but " + okPictures.size() + " were given");
        }
    }

    /** With default options. */
    public static PatchCoreDeployment of(String productCode, List<Picture> okPictures) {
        return new PatchCoreDeployment(productCode, okPictures, PatchCoreOptions.defaults());
    }

    /** The same with other options. */
    public PatchCoreDeployment with(PatchCoreOptions other) {
        return new PatchCoreDeployment(productCode, okPictures, other);
    }
}

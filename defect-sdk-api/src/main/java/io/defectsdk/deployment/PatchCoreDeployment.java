package io.defectsdk.deployment;

import static java.util.Objects.requireNonNull;

import io.defectsdk.inspection.Picture;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Teaches a product from OK pictures: {@code patchcore_create}. Immutable. */
public final class PatchCoreDeployment {
    /** With fewer pictures no threshold can be found. */
    public static final int MINIMUM_PICTURES = 8;

    private final String productCode;
    private final @Nullable List<Picture> okPictures;
    private final PatchCoreOptions options;

    private PatchCoreDeployment(String productCode, @Nullable List<Picture> okPictures, PatchCoreOptions options) {
        this.productCode = requireNonNull(productCode, "productCode");
        this.okPictures = okPictures;
        this.options = requireNonNull(options, "options");
    }

    /**
     * From pictures at hand, with default options.
     *
     * @param okPictures pictures of good parts, at least 8; 30 to 50 are a good start. Each is read
     *     when its turn comes, and once more where {@link PatchCoreOptions#patchMemory()} does not hold the patches of all;
     *     copies of a picture count once
     * @throws IllegalArgumentException if there are fewer
     */
    public static PatchCoreDeployment of(String productCode, List<Picture> okPictures) {
        List<Picture> copy = List.copyOf(okPictures);
        if (copy.size() < MINIMUM_PICTURES) {
            throw new IllegalArgumentException("PatchCore needs at least " + MINIMUM_PICTURES + " OK pictures (30 to 50"
                    + " are a good start), but " + copy.size() + " were given");
        }
        return new PatchCoreDeployment(productCode, copy, PatchCoreOptions.defaults());
    }

    /**
     * From the product's registered pictures of good parts (see {@link io.defectsdk.catalog.Pictures}), in the order in which
     * they were registered, with default options. Fewer than 8 fail the deployment.
     */
    public static PatchCoreDeployment fromCatalog(String productCode) {
        return new PatchCoreDeployment(productCode, null, PatchCoreOptions.defaults());
    }

    /** The same with other options. */
    public PatchCoreDeployment with(PatchCoreOptions other) {
        return new PatchCoreDeployment(productCode, okPictures, other);
    }

    /** The product. */
    public String productCode() {
        return productCode;
    }

    /** The pictures at hand; empty: the registered ones. */
    public Optional<List<Picture>> okPictures() {
        return Optional.ofNullable(okPictures);
    }

    /** How. */
    public PatchCoreOptions options() {
        return options;
    }
}

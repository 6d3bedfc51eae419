package io.defectsdk.deployment;

import static java.util.Objects.requireNonNull;

import io.defectsdk.inspection.Picture;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Teaches a product from OK pictures, and refines its thresholds by defects: {@code patchcore_create}. Immutable. */
public final class PatchCoreDeployment {
    /** With fewer pictures no threshold can be found. */
    public static final int MINIMUM_PICTURES = 8;

    private final String productCode;
    private final @Nullable List<Picture> okPictures;
    private final PatchCoreOptions options;
    private final @Nullable Defects defects;

    private PatchCoreDeployment(
            String productCode,
            @Nullable List<Picture> okPictures,
            PatchCoreOptions options,
            @Nullable Defects defects) {
        this.productCode = requireNonNull(productCode, "productCode");
        this.okPictures = okPictures;
        this.options = requireNonNull(options, "options");
        this.defects = defects;
    }

    /**
     * Pictures of defects, and what they are for. Immutable.
     *
     * @param pictures at least one; copies of a picture count once
     * @param goal what the thresholds are to be best at
     */
    public record Defects(List<Picture> pictures, ThresholdGoal goal) {
        /** Copies the list. */
        public Defects {
            pictures = List.copyOf(pictures);
            requireNonNull(goal, "goal");
            if (pictures.isEmpty()) {
                throw new IllegalArgumentException("refining the thresholds takes at least one picture of a defect, but"
                        + " none was given: give some, or leave withDefects out");
            }
        }
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
        return new PatchCoreDeployment(productCode, copy, PatchCoreOptions.defaults(), null);
    }

    /**
     * From the product's registered pictures of good parts (see {@link io.defectsdk.catalog.Pictures}), in the order in which
     * they were registered, with default options. Fewer than 8 fail the deployment.
     */
    public static PatchCoreDeployment fromCatalog(String productCode) {
        return new PatchCoreDeployment(productCode, null, PatchCoreOptions.defaults(), null);
    }

    /** The same with other options. */
    public PatchCoreDeployment with(PatchCoreOptions other) {
        return new PatchCoreDeployment(productCode, okPictures, other, defects);
    }

    /**
     * The same with pictures of defects, which refine the thresholds and nothing else: the memory bank holds OK pictures alone. A
     * picture that is among the OK ones too fails the deployment.
     *
     * @param pictures pictures of defective parts, at least one, as they come on the line; each is read once, when its turn comes
     * @param goal what the thresholds are to be best at
     * @throws IllegalArgumentException if there is none
     */
    public PatchCoreDeployment withDefects(List<Picture> pictures, ThresholdGoal goal) {
        return new PatchCoreDeployment(productCode, okPictures, options, new Defects(pictures, goal));
    }

    /** The product. */
    public String productCode() {
        return productCode;
    }

    /** The pictures at hand; empty: the registered ones. */
    public Optional<List<Picture>> okPictures() {
        return Optional.ofNullable(okPictures);
    }

    /** The pictures of defects, if there are any. */
    public Optional<Defects> defects() {
        return Optional.ofNullable(defects);
    }

    /** How. */
    public PatchCoreOptions options() {
        return options;
    }
}

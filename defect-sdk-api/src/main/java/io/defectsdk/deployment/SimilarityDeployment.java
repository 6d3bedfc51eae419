package io.defectsdk.deployment;

import static java.util.Objects.requireNonNull;

import io.defectsdk.internal.Checks;
import io.defectsdk.similarity.Framing;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a similarity index of a product's registered pictures of defects: {@code clip_rebuild}. Pictures that were embedded by the same
 * encoder in the same way before, also by a run that broke off, are not embedded again. Immutable.
 */
public final class SimilarityDeployment {
    /** What a vote must reach to be an answer unless told otherwise. */
    public static final double DEFAULT_MINIMUM_CONFIDENCE = 0.8;

    private final String productCode;
    private final @Nullable String encoder;
    private final @Nullable Framing framing;
    private final double minimumConfidence;

    private SimilarityDeployment(
            String productCode, @Nullable String encoder, @Nullable Framing framing, double minimumConfidence) {
        this.productCode = requireNonNull(productCode, "productCode");
        this.encoder = encoder;
        this.framing = framing;
        this.minimumConfidence = minimumConfidence;
    }

    /**
     * Of this product, by the encoder that its {@link io.defectsdk.config.ClipParams#modelId()} names, else the setting {@code
     * default_clip_model}. Where the model store holds no CLIP at all, by the default backbone's pooled features.
     */
    public static SimilarityDeployment of(String productCode) {
        return new SimilarityDeployment(productCode, null, null, DEFAULT_MINIMUM_CONFIDENCE);
    }

    /** The same by this encoder, or this backbone's pooled features. */
    public SimilarityDeployment encoder(String id) {
        return new SimilarityDeployment(productCode, Checks.text(id, "encoder", 200), framing, minimumConfidence);
    }

    /** The same with another framing; default: the whole picture, nothing cut off. */
    public SimilarityDeployment framing(Framing other) {
        return new SimilarityDeployment(productCode, encoder, requireNonNull(other, "framing"), minimumConfidence);
    }

    /**
     * The same, answering only votes whose type is right with this probability, 0 to 1; default {@value
     * #DEFAULT_MINIMUM_CONFIDENCE}. The higher, the more defects are 'unknown'.
     */
    public SimilarityDeployment minimumConfidence(double probability) {
        return new SimilarityDeployment(
                productCode, encoder, framing, Checks.inRange(probability, "minimumConfidence", 0, 1));
    }

    /** The product. */
    public String productCode() {
        return productCode;
    }

    /** The encoder or backbone, if one was named. */
    public Optional<String> encoder() {
        return Optional.ofNullable(encoder);
    }

    /** The framing, if one was chosen. */
    public Optional<Framing> framing() {
        return Optional.ofNullable(framing);
    }

    /** What a vote must reach to be an answer. */
    public double minimumConfidence() {
        return minimumConfidence;
    }
}

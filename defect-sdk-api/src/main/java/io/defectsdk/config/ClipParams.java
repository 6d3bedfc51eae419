package io.defectsdk.config;

import io.defectsdk.internal.Checks;
import java.util.Optional;

/**
 * Parameters of the similarity search. Immutable.
 *
 * @param modelId which CLIP model, 1 to 200 characters, such as {@code ViT-B-32/openai}
 * @param topK how many similar pictures a search gives, 1 to 100
 * @param useFp16 whether it computes with half precision
 */
public record ClipParams(Optional<String> modelId, Optional<Integer> topK, Optional<Boolean> useFp16)
        implements ModelParams {
    /** Checks the ranges. */
    public ClipParams {
        modelId.ifPresent(value -> Checks.text(value, "model_id", 200));
        topK.ifPresent(value -> Checks.inRange(value, "top_k", 1, 100));
    }

    /** Nothing set. */
    public static ClipParams none() {
        return new ClipParams(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same with this model. */
    public ClipParams withModelId(String id) {
        return new ClipParams(Optional.of(id), topK, useFp16);
    }

    /** The same with this number of similar pictures. */
    public ClipParams withTopK(int count) {
        return new ClipParams(modelId, Optional.of(count), useFp16);
    }

    /** The same with this choice of precision. */
    public ClipParams withUseFp16(boolean half) {
        return new ClipParams(modelId, topK, Optional.of(half));
    }
}

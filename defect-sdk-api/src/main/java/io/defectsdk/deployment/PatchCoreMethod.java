package io.defectsdk.deployment;

import io.defectsdk.inspection.Preprocessing;
import java.util.List;

/**
 * How a recipe turns a picture into patch embeddings. Immutable.
 *
 * @param backbone id of the backbone
 * @param backboneSha256 hash of the backbone's file
 * @param layers whose features are joined, shallowest first
 * @param inputSize side in pixels to which a picture is resized
 * @param preprocessing what is done to pixels first
 */
public record PatchCoreMethod(
        String backbone, String backboneSha256, List<String> layers, int inputSize, Preprocessing preprocessing) {
    /** Copies the layers. */
    public PatchCoreMethod {
        layers = List.copyOf(layers);
    }
}

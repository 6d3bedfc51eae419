package io.defectsdk.spi;

import java.util.List;

/**
 * A feature extractor's description, from its manifest. Immutable.
 *
 * @param id its name in the model store
 * @param sha256 hash of the model file, 64 lower-case hexadecimal digits
 * @param layers what it gives, shallowest first
 * @param defaultLayers names of the layers that PatchCore joins unless told otherwise, shallowest first
 * @param inputMultiple an input side must be a multiple of this many pixels
 */
public record Backbone(String id, String sha256, List<Layer> layers, List<String> defaultLayers, int inputMultiple) {
    /** Copies the lists. */
    public Backbone {
        layers = List.copyOf(layers);
        defaultLayers = List.copyOf(defaultLayers);
    }

    /**
     * One of its outputs.
     *
     * @param name the output's name
     * @param channels its channels
     * @param stride input pixels per output pixel
     */
    public record Layer(String name, int channels, int stride) {}
}

package io.defectsdk.deployment;

/**
 * How a backbone's feature maps become patch embeddings: each position of a grid, the shallowest layer's unless told
 * otherwise, is a patch, described by the 3×3 positions around it in each layer (Roth et al., Towards Total Recall in Industrial Anomaly Detection, CVPR 2022, section 3.1).
 */
public enum PatchEmbedding {
    /**
     * Each channel's mean over the 3×3 positions, beyond the border 0 and counted; deeper layers brought to the shallowest layer's grid
     * (bilinear, half-pixel centres); the layers' channels joined. As anomalib does.
     */
    MEAN,
    /**
     * As {@link #MEAN}, but on the deepest layer's grid: shallower layers are brought to it by the mean of what lies in each of its
     * cells (adaptive average pooling). A quarter of the patches where the layers' strides are 8 and 16.
     */
    COARSE_MEAN,
    /**
     * The 3×3 values of all channels in a row (channel, row, column), deeper layers brought to the shallowest layer's grid (bilinear,
     * half-pixel centres), averaged to 1,024 values a layer, and all layers' values averaged to 1,024 again (adaptive average pooling).
     * As the authors' code does.
     */
    ADAPTIVE
}

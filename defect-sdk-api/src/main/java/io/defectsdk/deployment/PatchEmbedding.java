package io.defectsdk.deployment;

/**
 * How a backbone's feature maps become patch embeddings: each position of the shallowest layer's grid is a patch, described by the
 * 3×3 positions around it in each layer (Roth et al., Towards Total Recall in Industrial Anomaly Detection, CVPR 2022, section 3.1).
 */
public enum PatchEmbedding {
    /**
     * Each channel's mean over the 3×3 positions, beyond the border 0 and counted; deeper layers brought to the shallowest layer's grid
     * (bilinear, half-pixel centres); the layers' channels joined. As anomalib does.
     */
    MEAN,
    /**
     * The 3×3 values of all channels in a row (channel, row, column), deeper layers brought to the shallowest layer's grid (bilinear,
     * half-pixel centres), averaged to 1,024 values a layer, and all layers' values averaged to 1,024 again (adaptive average pooling).
     * As the authors' code does.
     */
    ADAPTIVE
}

package io.defectsdk.spi;

import io.defectsdk.similarity.SimilarityIndex;
import java.util.List;
import java.util.Optional;

/** Reads similarity indexes; {@link DeploymentStore#complete} writes them. See {@link Stores} for what all stores promise. */
public interface SimilarityIndexStore {
    /** A product's active index; empty for an unknown product too. */
    Optional<SimilarityIndex> active(String productCode);

    /** A product's indexes, newest version first; none for an unknown product. */
    List<SimilarityIndex> list(String productCode);
}

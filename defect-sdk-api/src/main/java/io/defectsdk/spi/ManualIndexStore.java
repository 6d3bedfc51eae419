package io.defectsdk.spi;

import io.defectsdk.guide.ManualIndex;
import java.util.List;
import java.util.Optional;

/** Reads indexes of manuals; {@link DeploymentStore#complete} writes them. See {@link Stores} for what all stores promise. */
public interface ManualIndexStore {
    /** A product's active index; empty for an unknown product too. */
    Optional<ManualIndex> active(String productCode);

    /** The active indexes of all products that are not retired, ordered by product code, by Unicode code point. */
    List<ManualIndex> allActive();

    /** A product's indexes, newest version first; none for an unknown product. */
    List<ManualIndex> list(String productCode);
}

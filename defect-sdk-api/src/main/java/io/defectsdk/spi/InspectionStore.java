package io.defectsdk.spi;

import io.defectsdk.inspection.InspectionRecord;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps inspections; see {@link Stores} for what all stores promise. */
public interface InspectionStore {
    /**
     * Records an inspection; one with an id that is there already changes nothing, so that a repeated call is safe. An actor with
     * an account that does not exist under this name is recorded as vouched for.
     *
     * @throws io.defectsdk.StoreException if its product or recipe is not in the database
     */
    void add(InspectionRecord inspection);

    /** The inspection with this id. */
    Optional<InspectionRecord> find(UUID id);

    /** A product's inspections, newest first (by {@code inspectedAt}, then id), at most {@code limit}. */
    List<InspectionRecord> recent(String productCode, int limit);
}

package io.defectsdk.testing.memory;

import io.defectsdk.StoreException;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.inspection.InspectionRecord;
import io.defectsdk.spi.InspectionStore;
import io.defectsdk.spi.Stores;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Inspections: written once, never changed. */
final class InMemoryInspections implements InspectionStore {
    private static final Comparator<InspectionRecord> OLDEST_FIRST = Comparator.comparing(InspectionRecord::inspectedAt)
            .thenComparing(InspectionRecord::id, InMemoryInspections::compare);

    private final Memory memory;
    private final InMemoryAccounts accounts;

    InMemoryInspections(Memory memory, InMemoryAccounts accounts) {
        this.memory = memory;
        this.accounts = accounts;
    }

    /** Byte by byte, as they are ordered by time; {@link UUID#compareTo} takes the first byte for signed. */
    private static int compare(UUID first, UUID second) {
        int high = Long.compareUnsigned(first.getMostSignificantBits(), second.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(first.getLeastSignificantBits(), second.getLeastSignificantBits());
    }

    @Override
    public void add(InspectionRecord inspection) {
        Stores.checkSha256(inspection.recipe().sha256());
        Stores.checkSha256(inspection.recipe().backboneSha256());
        Stores.checkSha256(inspection.picture().sha256());
        memory.step(() -> {
            if (memory.inspections.containsKey(inspection.id())) {
                return inspection;
            }
            RecipeVersion recipe = memory.recipes.get(inspection.recipe().id());
            if (recipe == null || !recipe.productCode().equals(inspection.productCode())) {
                throw StoreException.failed(
                        "could not record the inspection: there is no recipe "
                                + inspection.recipe().id() + " of product '" + inspection.productCode() + "'",
                        null);
            }
            return memory.inspections.put(inspection.id(), toTheMicrosecond(inspection));
        });
    }

    private InspectionRecord toTheMicrosecond(InspectionRecord inspection) {
        return new InspectionRecord(
                inspection.id(),
                Memory.micros(inspection.inspectedAt()),
                inspection.productCode(),
                inspection.recipe(),
                inspection.picture(),
                inspection.scoring(),
                inspection.regions(),
                inspection.timings(),
                inspection.actor().map(accounts::known),
                inspection.partId(),
                inspection.libraryVersion());
    }

    @Override
    public Optional<InspectionRecord> find(UUID id) {
        return memory.step(() -> Optional.ofNullable(memory.inspections.get(id)));
    }

    @Override
    public List<InspectionRecord> recent(String productCode, int limit) {
        return memory.step(() -> memory.inspections.values().stream()
                .filter(inspection -> inspection.productCode().equals(productCode))
                .sorted(OLDEST_FIRST.reversed())
                .limit(Memory.limit(limit))
                .toList());
    }
}

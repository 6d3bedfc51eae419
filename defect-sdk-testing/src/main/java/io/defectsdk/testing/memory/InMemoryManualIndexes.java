package io.defectsdk.testing.memory;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import io.defectsdk.guide.ManualIndex;
import io.defectsdk.spi.ManualIndexStore;
import java.util.List;
import java.util.Optional;

/** Indexes of manuals; {@link InMemoryDeployments} writes them. */
final class InMemoryManualIndexes implements ManualIndexStore {
    private final Memory memory;

    InMemoryManualIndexes(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Optional<ManualIndex> active(String productCode) {
        return memory.step(() -> memory.manualIndexes.values().stream()
                .filter(index -> index.active() && index.productCode().equals(productCode))
                .findFirst());
    }

    @Override
    public List<ManualIndex> allActive() {
        return memory.step(() -> memory.manualIndexes.values().stream()
                .filter(ManualIndex::active)
                .filter(index -> memory.product(index.productCode()).active())
                .sorted(comparing(ManualIndex::productCode, CodePoints::compare))
                .toList());
    }

    @Override
    public List<ManualIndex> list(String productCode) {
        return memory.step(() -> memory.manualIndexes.values().stream()
                .filter(index -> index.productCode().equals(productCode))
                .sorted(comparingInt(ManualIndex::version).reversed())
                .toList());
    }
}

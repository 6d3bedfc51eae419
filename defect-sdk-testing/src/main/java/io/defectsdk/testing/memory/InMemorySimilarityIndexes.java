package io.defectsdk.testing.memory;

import static java.util.Comparator.comparingInt;

import io.defectsdk.similarity.SimilarityIndex;
import io.defectsdk.spi.SimilarityIndexStore;
import java.util.List;
import java.util.Optional;

/** Similarity indexes; {@link InMemoryDeployments} writes them. */
final class InMemorySimilarityIndexes implements SimilarityIndexStore {
    private final Memory memory;

    InMemorySimilarityIndexes(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Optional<SimilarityIndex> active(String productCode) {
        return memory.step(() -> memory.indexes.values().stream()
                .filter(index -> index.active() && index.productCode().equals(productCode))
                .findFirst());
    }

    @Override
    public List<SimilarityIndex> list(String productCode) {
        return memory.step(() -> memory.indexes.values().stream()
                .filter(index -> index.productCode().equals(productCode))
                .sorted(comparingInt(SimilarityIndex::version).reversed())
                .toList());
    }
}

package io.defectsdk.core.internal.guide;

import io.defectsdk.catalog.DefectType;
import io.defectsdk.guide.ManualIndex;
import io.defectsdk.guide.ManualIndexSummary.EncoderName;
import java.util.List;
import java.util.Optional;

/**
 * What is searched of a product. Immutable; compared by identity, for it is loaded once for each state of index and catalogue.
 *
 * @param version the index
 * @param productName what people call the product
 * @param types its defect types that are not retired
 * @param names what these are called
 * @param encoder what the embeddings were made by
 * @param passages those of manuals that are still as they were when the index was made
 */
public record ProductManuals(
        ManualIndex version,
        String productName,
        List<DefectType> types,
        DefectNames names,
        Optional<EncoderName> encoder,
        List<IndexedPassage> passages) {
    /** Copies the lists. */
    public ProductManuals {
        types = List.copyOf(types);
        passages = List.copyOf(passages);
    }

    String code() {
        return version.productCode();
    }

    /** The type with this code, if the product has it. */
    Optional<DefectType> type(String code) {
        return types.stream().filter(type -> type.code().equals(code)).findFirst();
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}

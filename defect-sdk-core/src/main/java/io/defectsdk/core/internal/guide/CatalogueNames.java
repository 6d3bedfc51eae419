package io.defectsdk.core.internal.guide;

import io.defectsdk.catalog.DefectType;
import io.defectsdk.guide.Passage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What the catalogue calls the defect type of a passage. */
final class CatalogueNames {
    private CatalogueNames() {}

    /** Code and names; none for a passage that is about none of these types. */
    static List<String> of(Collection<DefectType> types, Passage passage) {
        List<String> names = new ArrayList<>();
        for (DefectType type : types) {
            if (passage.defectCode().filter(type.code()::equals).isPresent()) {
                names.add(type.code());
                names.add(type.nameKo());
                type.nameEn().ifPresent(names::add);
                type.fullNameKo().ifPresent(names::add);
            }
        }
        return names;
    }
}

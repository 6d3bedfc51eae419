package io.defectsdk.catalog;

import io.defectsdk.internal.Checks;
import java.time.Instant;
import java.util.Optional;

/**
 * A kind of defect that a product can have, or its being {@code normal}. Immutable.
 *
 * @param id the database's key
 * @param productCode the product
 * @param code unique within the product, 1 to 50 characters, such as {@code hole}
 * @param nameKo Korean name, 1 to 100 characters, such as {@code 기공}
 * @param nameEn English name, if there is one, 1 to 100 characters
 * @param fullNameKo Korean name with an explanation, if there is one, 1 to 200 characters, such as {@code 기공 (주조 결함)}
 * @param active false once it is retired
 * @param createdAt when it was added
 * @param updatedAt when it was changed last
 */
public record DefectType(
        long id,
        String productCode,
        String code,
        String nameKo,
        Optional<String> nameEn,
        Optional<String> fullNameKo,
        boolean active,
        Instant createdAt,
        Instant updatedAt) {
    /** Code of the type that every product has from the beginning: no defect. */
    public static final String NORMAL = "normal";

    /** Code that results use for a defect of no known type; no type can have it. */
    public static final String UNKNOWN = "unknown";

    /** Whether it says that there is no defect. */
    public boolean isNormal() {
        return code.equals(NORMAL);
    }

    /** The same with another Korean name, for {@link Catalog#changeDefectType}; 1 to 100 characters. */
    public DefectType withNameKo(String other) {
        return with(Checks.text(other, "Korean name", 100), nameEn, fullNameKo);
    }

    /** The same with another English name, 1 to 100 characters, for {@link Catalog#changeDefectType}. */
    public DefectType withNameEn(String other) {
        return with(nameKo, Optional.of(Checks.text(other, "English name", 100)), fullNameKo);
    }

    /** The same without an English name, for {@link Catalog#changeDefectType}. */
    public DefectType withoutNameEn() {
        return with(nameKo, Optional.empty(), fullNameKo);
    }

    /** The same with another full name, 1 to 200 characters, for {@link Catalog#changeDefectType}. */
    public DefectType withFullNameKo(String other) {
        return with(nameKo, nameEn, Optional.of(Checks.text(other, "full Korean name", 200)));
    }

    /** The same without a full name, for {@link Catalog#changeDefectType}. */
    public DefectType withoutFullNameKo() {
        return with(nameKo, nameEn, Optional.empty());
    }

    private DefectType with(String ko, Optional<String> en, Optional<String> full) {
        return new DefectType(id, productCode, code, ko, en, full, active, createdAt, updatedAt);
    }
}

package io.defectsdk.catalog;

import static java.util.Objects.requireNonNull;

import io.defectsdk.internal.Checks;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A defect type to be added to a product. Immutable. */
public final class NewDefectType {
    private final String productCode;
    private final String code;
    private final String nameKo;
    private final @Nullable String nameEn;
    private final @Nullable String fullNameKo;

    private NewDefectType(
            String productCode, String code, String nameKo, @Nullable String nameEn, @Nullable String fullNameKo) {
        this.productCode = requireNonNull(productCode, "productCode");
        this.code = Checks.code(code, "defect code", 50);
        this.nameKo = Checks.text(nameKo, "Korean name", 100);
        this.nameEn = nameEn;
        this.fullNameKo = fullNameKo;
        if (code.equals(DefectType.UNKNOWN)) {
            throw new IllegalArgumentException("the defect code '" + DefectType.UNKNOWN
                    + "' says that a defect fits no type; choose another code");
        }
    }

    /**
     * A defect type with its Korean name.
     *
     * @param productCode the product
     * @param code 1 to 50 characters, such as {@code hole}; case matters; not {@code unknown}
     * @param nameKo 1 to 100 characters, such as {@code 기공}
     * @throws IllegalArgumentException if code or name is blank, too long or holds control characters, or the code begins or ends
     *     with a blank or holds characters that nobody sees
     */
    public static NewDefectType of(String productCode, String code, String nameKo) {
        return new NewDefectType(productCode, code, nameKo, null, null);
    }

    /** The same with an English name, 1 to 100 characters. */
    public NewDefectType withNameEn(String name) {
        return new NewDefectType(productCode, code, nameKo, Checks.text(name, "English name", 100), fullNameKo);
    }

    /** The same with a Korean name that explains it, 1 to 200 characters. */
    public NewDefectType withFullNameKo(String name) {
        return new NewDefectType(productCode, code, nameKo, nameEn, Checks.text(name, "full Korean name", 200));
    }

    /** The product. */
    public String productCode() {
        return productCode;
    }

    /** The code. */
    public String code() {
        return code;
    }

    /** The Korean name. */
    public String nameKo() {
        return nameKo;
    }

    /** The English name. */
    public Optional<String> nameEn() {
        return Optional.ofNullable(nameEn);
    }

    /** The Korean name that explains it. */
    public Optional<String> fullNameKo() {
        return Optional.ofNullable(fullNameKo);
    }

    @Override
    public String toString() {
        return productCode + "/" + code + " (" + nameKo + ")";
    }
}

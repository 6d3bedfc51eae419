package io.defectsdk.catalog;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which registered pictures are asked for; conditions add up. Immutable. */
public final class PictureFilter {
    private final String productCode;
    private final @Nullable PictureType type;
    private final @Nullable String defectCode;
    private final boolean retired;

    private PictureFilter(
            String productCode, @Nullable PictureType type, @Nullable String defectCode, boolean retired) {
        this.productCode = requireNonNull(productCode, "productCode");
        this.type = type;
        this.defectCode = defectCode;
        this.retired = retired;
    }

    /** All pictures of a product that are not retired. */
    public static PictureFilter of(String productCode) {
        return new PictureFilter(productCode, null, null, false);
    }

    /** Of these, those of one type. */
    public PictureFilter type(PictureType wanted) {
        return new PictureFilter(productCode, requireNonNull(wanted, "type"), defectCode, retired);
    }

    /** Of these, those of one defect type. */
    public PictureFilter defectCode(String wanted) {
        return new PictureFilter(productCode, type, requireNonNull(wanted, "defectCode"), retired);
    }

    /** The same with retired ones. */
    public PictureFilter includingRetired() {
        return new PictureFilter(productCode, type, defectCode, true);
    }

    /** Of which product. */
    public String productCode() {
        return productCode;
    }

    /** Of which type; empty: any. */
    public Optional<PictureType> type() {
        return Optional.ofNullable(type);
    }

    /** Of which defect type; empty: any or none. */
    public Optional<String> defectCode() {
        return Optional.ofNullable(defectCode);
    }

    /** Whether retired ones are asked for as well. */
    public boolean retired() {
        return retired;
    }
}

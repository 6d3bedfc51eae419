package io.defectsdk.core.internal.catalog;

import io.defectsdk.CatalogException;
import io.defectsdk.ErrorCode;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.catalog.DefectRegion;
import io.defectsdk.catalog.DefectType;
import io.defectsdk.catalog.Mask;
import io.defectsdk.catalog.Product;
import io.defectsdk.inspection.Box;
import io.defectsdk.spi.DefectTypeStore;
import io.defectsdk.spi.ProductStore;
import java.util.List;

/** Refuses what cannot be registered, or taught, before any work is done for it; the stores refuse it once more. Thread-safe. */
public final class CatalogChecks {
    private final ProductStore products;
    private final DefectTypeStore types;

    /** Against these stores. */
    public CatalogChecks(ProductStore products, DefectTypeStore types) {
        this.products = products;
        this.types = types;
    }

    /**
     * A product that can be given something.
     *
     * @throws UnknownEntryException {@code PRODUCT_UNKNOWN}
     * @throws CatalogException {@code PRODUCT_RETIRED}
     */
    public void requireActive(String productCode) {
        Product product = products.find(productCode).orElseThrow(() -> products.unknown(productCode));
        if (!product.active()) {
            throw new CatalogException(
                    ErrorCode.PRODUCT_RETIRED,
                    "the product '" + productCode
                            + "' is retired and can be neither taught nor given anything: restore it"
                            + " with catalog().restoreProduct(...) first",
                    null);
        }
    }

    private List<String> codes(String productCode) {
        return types.list(productCode).stream().map(DefectType::code).toList();
    }

    /**
     * A defect type that pictures can get.
     *
     * @throws UnknownEntryException {@code DEFECT_TYPE_UNKNOWN}
     * @throws CatalogException {@code DEFECT_TYPE_UNFIT}
     */
    void requireFit(String productCode, String defectCode) {
        DefectType type = types.find(productCode, defectCode)
                .orElseThrow(() -> new UnknownEntryException(
                        ErrorCode.DEFECT_TYPE_UNKNOWN,
                        "the product '" + productCode + "' has no defect type with the code '" + defectCode
                                + "', only " + codes(productCode)
                                + "; add it with catalog().addDefectType(NewDefectType.of(...))",
                        null));
        if (type.isNormal() || !type.active()) {
            throw new CatalogException(
                    ErrorCode.DEFECT_TYPE_UNFIT,
                    "the defect type '" + defectCode + "' of the product '" + productCode + "' "
                            + (type.isNormal() ? "says that there is no defect" : "is retired")
                            + "; choose another one",
                    null);
        }
    }

    /** Checks each type once. */
    void requireFit(String productCode, List<DefectRegion> regions) {
        regions.stream().map(DefectRegion::defectCode).distinct().forEach(code -> requireFit(productCode, code));
    }

    /**
     * Checks that regions lie on a picture of this size.
     *
     * @throws IllegalArgumentException if one does not
     */
    static void requireInside(List<DefectRegion> regions, int width, int height) {
        for (int i = 0; i < regions.size(); i++) {
            Box box = regions.get(i).shape().bounds();
            boolean inside = box.x() >= 0
                    && box.y() >= 0
                    && (long) box.x() + box.width() <= width
                    && (long) box.y() + box.height() <= height;
            boolean fits = !(regions.get(i).shape() instanceof Mask mask)
                    || (mask.width() == width && mask.height() == height);
            if (!inside || !fits) {
                throw new IllegalArgumentException("regions lie within the picture of " + width + "x" + height
                        + " pixels, and masks have its size, but region " + (i + 1) + " of " + regions.size() + " is "
                        + (fits ? box : regions.get(i).shape()));
            }
        }
    }
}

package io.defectsdk.spi;

import io.defectsdk.account.Actor;
import io.defectsdk.catalog.DefectType;
import io.defectsdk.catalog.NewDefectType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps defect types; see {@link Stores} for what all stores promise. The subject of audit entries is
 * {@code defect-type:<product code>/<code>}.
 */
public interface DefectTypeStore {
    /**
     * Adds a type, active; audit action {@code defect-type.add}.
     *
     * @throws io.defectsdk.UnknownEntryException {@code PRODUCT_UNKNOWN} if there is no such product
     * @throws io.defectsdk.CatalogException {@code PRODUCT_RETIRED}
     * @throws io.defectsdk.DuplicateEntryException {@code DEFECT_TYPE_EXISTS}
     */
    DefectType add(NewDefectType type, Actor actor, Instant now);

    /**
     * Sets the names to those of {@code type}, as {@link ProductStore#change}; audit action {@code defect-type.change}, fields
     * {@code name_ko}, {@code name_en}, {@code full_name_ko}.
     *
     * @throws io.defectsdk.UnknownEntryException {@code DEFECT_TYPE_UNKNOWN}
     * @throws io.defectsdk.CatalogException {@code CHANGED_MEANWHILE}
     */
    DefectType change(DefectType type, Actor actor, Instant now);

    /**
     * Retires or restores a type, as {@link ProductStore#setActive}; audit action {@code defect-type.retire} or
     * {@code defect-type.restore}.
     *
     * @throws io.defectsdk.UnknownEntryException {@code DEFECT_TYPE_UNKNOWN}
     * @throws io.defectsdk.CatalogException {@code DEFECT_TYPE_UNFIT} if {@code normal} would be retired
     */
    DefectType setActive(String productCode, String code, boolean active, Actor actor, Instant now);

    /** One type, its codes compared code point by code point. */
    Optional<DefectType> find(String productCode, String code);

    /** A product's types, ordered by code, by Unicode code point. */
    List<DefectType> list(String productCode);

    /** Types one of whose three names matches, by rank, then by id. */
    List<DefectType> search(NameSearch search);
}

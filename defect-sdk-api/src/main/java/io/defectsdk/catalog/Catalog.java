package io.defectsdk.catalog;

import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.account.Actor;
import java.util.List;
import java.util.Optional;

/**
 * What the plant makes and what can be wrong with it: products and their defect types. Thread-safe; each call reads or
 * writes the database and blocks until it is done.
 *
 * <p>Every method throws {@link io.defectsdk.StoreException} when the database is away or fails. Methods that take an actor
 * are for admins: a worker gets {@link io.defectsdk.AccessDeniedException}, and that is recorded. Nothing is ever deleted:
 * what is not used any more is retired, keeps its code, and can be restored. Retiring a product does not stop the line: it can
 * still be inspected, but neither taught nor given pictures, types or manuals.
 *
 * <p>Here and everywhere in the SDK: what reads by a product's code gives nothing for one that there is not, and what does
 * something with the product throws {@code PRODUCT_UNKNOWN}.
 */
public interface Catalog {
    /**
     * Adds a product, with the defect type {@code normal} (정상).
     *
     * @return the product as stored
     * @throws io.defectsdk.DuplicateEntryException {@code PRODUCT_EXISTS} if a product has this code, retired ones included
     */
    Product addProduct(NewProduct product, Actor actor);

    /**
     * Changes a product's name and description to those given.
     *
     * @param product as it was read, with what should be otherwise
     * @return the product as stored
     * @throws io.defectsdk.UnknownEntryException {@code PRODUCT_UNKNOWN} if no product has its code
     * @throws io.defectsdk.CatalogException {@code CHANGED_MEANWHILE} if somebody changed it after it was read
     */
    Product changeProduct(Product product, Actor actor);

    /**
     * Retires a product; a retired one stays so.
     *
     * @throws io.defectsdk.UnknownEntryException {@code PRODUCT_UNKNOWN} if no product has this code
     */
    Product retireProduct(String code, Actor actor);

    /** Takes a retirement back; throws as {@link #retireProduct}. */
    Product restoreProduct(String code, Actor actor);

    /** The product with this code, retired or not. */
    Optional<Product> findProduct(String code);

    /** All products, retired ones included, ordered by code (by Unicode code point). */
    Page<Product> products(PageRequest page);

    /**
     * Products by name: those that hold the text, whatever its case, then those that look alike (trigrams, so that a typing
     * error does no harm), best first; retired ones included.
     *
     * @param text 1 to 100 characters
     * @param limit products at most, 1 to 100
     */
    List<Product> searchProducts(String text, int limit);

    /**
     * Adds a defect type to a product.
     *
     * @throws io.defectsdk.UnknownEntryException {@code PRODUCT_UNKNOWN} if there is no such product
     * @throws io.defectsdk.CatalogException {@code PRODUCT_RETIRED}
     * @throws io.defectsdk.DuplicateEntryException {@code DEFECT_TYPE_EXISTS}, retired ones included
     */
    DefectType addDefectType(NewDefectType type, Actor actor);

    /**
     * Changes a defect type's names to those given.
     *
     * @param type as it was read, with what should be otherwise
     * @throws io.defectsdk.UnknownEntryException if there is no such type
     * @throws io.defectsdk.CatalogException {@code CHANGED_MEANWHILE} if somebody changed it after it was read
     */
    DefectType changeDefectType(DefectType type, Actor actor);

    /**
     * Retires a defect type: pictures keep it, new ones cannot get it. {@code normal} cannot be retired.
     *
     * @throws io.defectsdk.UnknownEntryException if there is no such type
     * @throws io.defectsdk.CatalogException {@code DEFECT_TYPE_UNFIT} for {@code normal}
     */
    DefectType retireDefectType(String productCode, String code, Actor actor);

    /** Takes a retirement back; throws as {@link #retireDefectType}. */
    DefectType restoreDefectType(String productCode, String code, Actor actor);

    /** The defect type with this code, retired or not. */
    Optional<DefectType> findDefectType(String productCode, String code);

    /** A product's defect types, retired ones included, ordered by code (by Unicode code point); none for an unknown one. */
    List<DefectType> defectTypes(String productCode);

    /**
     * Defect types of all products by Korean, English or full name; see {@link #searchProducts}.
     *
     * @param text 1 to 100 characters
     * @param limit types at most, 1 to 100
     */
    List<DefectType> searchDefectTypes(String text, int limit);
}

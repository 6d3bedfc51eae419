package io.defectsdk.spi;

import io.defectsdk.ErrorCode;
import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.account.Actor;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.catalog.Product;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps products; see {@link Stores} for what all stores promise. */
public interface ProductStore {
    /**
     * Adds a product, active, with {@code createdAt} and {@code updatedAt} at {@code now}, and its defect type {@code normal}
     * (정상, normal, 정상 제품); audit action {@code product.add}, subject the code, one entry for both.
     *
     * @throws io.defectsdk.DuplicateEntryException {@code PRODUCT_EXISTS} if a product has this code
     */
    Product add(NewProduct product, Actor actor, Instant now);

    /**
     * Sets name and description to those of {@code product}; {@code updatedAt} becomes {@code now}, or a microsecond after
     * what it was if that is later. Audit action {@code product.change}, subject the code, with each changed field
     * ({@code name}, {@code description}); nothing changes and nothing is logged where all are equal.
     *
     * @param product with {@code updatedAt} as it was read
     * @throws io.defectsdk.UnknownEntryException {@code PRODUCT_UNKNOWN} if no product has this code
     * @throws io.defectsdk.CatalogException {@code CHANGED_MEANWHILE} if {@code updatedAt} is another one by now
     */
    Product change(Product product, Actor actor, Instant now);

    /**
     * Retires or restores a product; one that is so already stays as it is, and nothing is logged. {@code updatedAt} as
     * {@link #change}; audit action {@code product.retire} or {@code product.restore}, subject the code.
     *
     * @throws io.defectsdk.UnknownEntryException {@code PRODUCT_UNKNOWN} if no product has this code
     */
    Product setActive(String code, boolean active, Actor actor, Instant now);

    /** The product with this code, compared code point by code point. */
    Optional<Product> find(String code);

    /** All products ordered by code, by Unicode code point (not by a locale's collation). */
    Page<Product> list(PageRequest page);

    /**
     * Products whose name matches, by rank, then by code.
     */
    List<Product> search(NameSearch search);

    /**
     * The first code, in the order of {@link #list}, that equals this one but for case and blanks at the edges: what somebody
     * may have meant.
     */
    Optional<String> similarCode(String code);

    /** What to throw where a product must be there and none has this code; names one that may have been meant. */
    default UnknownEntryException unknown(String code) {
        return unknown(code, similarCode(code));
    }

    /** The same for a store that has looked for a similar code itself. */
    static UnknownEntryException unknown(String code, Optional<String> similar) {
        return new UnknownEntryException(
                ErrorCode.PRODUCT_UNKNOWN,
                "no product has the code '" + code + "'; "
                        + similar.map(meant -> "did you mean '" + meant + "'? Codes are compared letter by letter")
                                .orElse("add it with catalog().addProduct(...) first"),
                null);
    }
}

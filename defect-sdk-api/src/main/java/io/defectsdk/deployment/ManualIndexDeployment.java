package io.defectsdk.deployment;

import static java.util.Objects.requireNonNull;

import io.defectsdk.internal.Checks;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes an index of a product's manuals: {@code rag_index}. Passages that were embedded before, with the same words and by the same encoder, are not embedded
 * again. Immutable.
 */
public final class ManualIndexDeployment {
    private final String productCode;
    private final @Nullable String encoder;
    private final boolean byMeaning;

    private ManualIndexDeployment(String productCode, @Nullable String encoder, boolean byMeaning) {
        this.productCode = requireNonNull(productCode, "productCode");
        this.encoder = encoder;
        this.byMeaning = byMeaning;
    }

    /** Of all manuals of this product that are not retired, by words and by the default encoder of sentences, where there is one. */
    public static ManualIndexDeployment of(String productCode) {
        return new ManualIndexDeployment(productCode, null, true);
    }

    /** The same by this encoder of sentences. */
    public ManualIndexDeployment encoder(String id) {
        return new ManualIndexDeployment(productCode, Checks.text(id, "encoder", 200), true);
    }

    /** The same by words alone. */
    public ManualIndexDeployment byWordsAlone() {
        return new ManualIndexDeployment(productCode, null, false);
    }

    /** The product. */
    public String productCode() {
        return productCode;
    }

    /** The encoder, if one was named. */
    public Optional<String> encoder() {
        return Optional.ofNullable(encoder);
    }

    /** Whether passages are found by meaning, too. */
    public boolean byMeaning() {
        return byMeaning;
    }
}

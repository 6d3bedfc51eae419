package io.defectsdk;

import org.jspecify.annotations.Nullable;

/** A product with this code exists already. */
public final class DuplicateProductException extends DefectSdkException {
    private static final long serialVersionUID = 1L;

    /** With what was expected, what was found and what to do. */
    public DuplicateProductException(String message, @Nullable Throwable cause) {
        super(ErrorCode.PRODUCT_EXISTS, message, cause);
    }
}

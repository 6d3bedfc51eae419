package io.defectsdk;

import org.jspecify.annotations.Nullable;

/** No product has the code that was given. */
public final class UnknownProductException extends DefectSdkException {
    private static final long serialVersionUID = 1L;

    /** With what was expected, what was found and what to do. */
    public UnknownProductException(String message, @Nullable Throwable cause) {
        super(ErrorCode.PRODUCT_UNKNOWN, message, cause);
    }
}

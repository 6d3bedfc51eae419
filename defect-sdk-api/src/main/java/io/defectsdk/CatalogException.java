package io.defectsdk;

import org.jspecify.annotations.Nullable;

/** The catalogue does not allow this: a retired product, a type that does not fit, somebody else's change in between. */
public final class CatalogException extends DefectSdkException {
    private static final long serialVersionUID = 1L;

    /** With what was expected, what was found and what to do. */
    public CatalogException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}

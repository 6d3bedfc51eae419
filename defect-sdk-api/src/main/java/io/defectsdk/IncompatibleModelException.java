package io.defectsdk;

import org.jspecify.annotations.Nullable;

/** A model that does not fit the recipe or the request: another hash, a missing layer, a wrong input size. */
public final class IncompatibleModelException extends DefectSdkException {
    private static final long serialVersionUID = 1L;

    /** With what was expected, what was found and what to do. */
    public IncompatibleModelException(String message, @Nullable Throwable cause) {
        super(ErrorCode.MODEL_INCOMPATIBLE, message, cause);
    }
}

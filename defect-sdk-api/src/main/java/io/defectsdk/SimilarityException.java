package io.defectsdk;

import org.jspecify.annotations.Nullable;

/** A search for similar pictures that cannot be done; {@link #code()} says why. */
public final class SimilarityException extends DefectSdkException {
    private static final long serialVersionUID = 1L;

    /** With a code. */
    public SimilarityException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}

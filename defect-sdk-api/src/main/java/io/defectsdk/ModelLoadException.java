package io.defectsdk;

import org.jspecify.annotations.Nullable;

/** A model that is missing, damaged or not what its manifest says. */
public final class ModelLoadException extends DefectSdkException {
    private static final long serialVersionUID = 1L;

    /** With what was expected, what was found and what to do. */
    public ModelLoadException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}

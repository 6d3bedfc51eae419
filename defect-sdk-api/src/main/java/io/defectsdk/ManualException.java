package io.defectsdk;

import org.jspecify.annotations.Nullable;

/** A manual, or an index of manuals, that cannot be read; {@link #code()} says why. */
public final class ManualException extends DefectSdkException {
    private static final long serialVersionUID = 1L;

    /** With a code. */
    public ManualException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}

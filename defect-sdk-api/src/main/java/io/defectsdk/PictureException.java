package io.defectsdk;

import org.jspecify.annotations.Nullable;

/** A picture that cannot be inspected; {@link #code()} says whether it is unreadable, truncated, too large, too small or of a format that is not accepted. */
public final class PictureException extends DefectSdkException {
    private static final long serialVersionUID = 1L;

    /** With what was expected, what was found and what to do. */
    public PictureException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}

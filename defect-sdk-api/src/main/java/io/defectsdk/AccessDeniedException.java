package io.defectsdk;

import org.jspecify.annotations.Nullable;

/** The actor's role does not allow the call; the refusal is in the audit log. */
public final class AccessDeniedException extends DefectSdkException {
    private static final long serialVersionUID = 1L;

    /** With what was expected, what was found and what to do. */
    public AccessDeniedException(String message, @Nullable Throwable cause) {
        super(ErrorCode.ACCESS_DENIED, message, cause);
    }
}

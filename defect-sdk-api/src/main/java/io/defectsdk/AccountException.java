package io.defectsdk;

import org.jspecify.annotations.Nullable;

/** The account or password asked for is not allowed; the code says why. */
public final class AccountException extends DefectSdkException {
    private static final long serialVersionUID = 1L;

    /** With what was expected, what was found and what to do. */
    public AccountException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}

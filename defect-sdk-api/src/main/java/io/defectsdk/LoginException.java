package io.defectsdk;

import org.jspecify.annotations.Nullable;

/** A login was refused, or a session has ended. Which of name, password and lock was the reason is told to nobody. */
public final class LoginException extends DefectSdkException {
    private static final long serialVersionUID = 1L;

    /** With what was expected, what was found and what to do. */
    public LoginException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}

package io.defectsdk;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Base of all exceptions that Defect SDK throws for what can go wrong at run time. Misuse by the programmer stays
 * {@link IllegalArgumentException}, {@link IllegalStateException} or {@link NullPointerException}.
 *
 * <p>Messages say what was expected, what was found and what to do; they hold no secrets.
 */
public class DefectSdkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why it failed. */
    private final ErrorCode code;

    /** Whether the same call may succeed later. */
    private final boolean retryable;

    /** A failure that the same call would meet again. */
    public DefectSdkException(ErrorCode code, String message, @Nullable Throwable cause) {
        this(code, message, cause, false);
    }

    /** A failure, with a word on whether the same call may succeed later without any change. */
    public DefectSdkException(ErrorCode code, String message, @Nullable Throwable cause, boolean retryable) {
        super(message, cause);
        this.code = requireNonNull(code, "code");
        this.retryable = retryable;
    }

    /** Why it failed. */
    public final ErrorCode code() {
        return code;
    }

    /** Whether the same call may succeed later without any change: a database that is away, a busy pool. */
    public final boolean retryable() {
        return retryable;
    }
}

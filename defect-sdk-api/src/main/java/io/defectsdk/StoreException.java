package io.defectsdk;

import org.jspecify.annotations.Nullable;

/**
 * The database could not do what was asked. {@link #retryable()} tells a database that is away or busy
 * ({@link ErrorCode#STORE_UNAVAILABLE}) from one that answered with an error ({@link ErrorCode#STORE_FAILED}).
 */
public final class StoreException extends DefectSdkException {
    private static final long serialVersionUID = 1L;

    private StoreException(ErrorCode code, String message, @Nullable Throwable cause, boolean retryable) {
        super(code, message, cause, retryable);
    }

    /** The database is away, busy or broke off: the same call may succeed later. */
    public static StoreException unavailable(String message, @Nullable Throwable cause) {
        return new StoreException(ErrorCode.STORE_UNAVAILABLE, message, cause, true);
    }

    /** The database answered with an error that the same call would meet again. */
    public static StoreException failed(String message, @Nullable Throwable cause) {
        return new StoreException(ErrorCode.STORE_FAILED, message, cause, false);
    }
}

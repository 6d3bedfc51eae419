package io.defectsdk;

import org.jspecify.annotations.Nullable;

/** Storage could not write or read, or what it gave is not what was stored. */
public final class StorageException extends DefectSdkException {
    private static final long serialVersionUID = 1L;

    /** A failure to write or read, with what was expected, what was found and what to do. */
    public StorageException(String message, @Nullable Throwable cause) {
        this(ErrorCode.STORAGE_FAILED, message, cause);
    }

    /** With a code of its own: {@link ErrorCode#STORAGE_FULL}, {@link ErrorCode#CONTENT_MISSING} and so on. */
    public StorageException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}

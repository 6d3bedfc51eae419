package io.defectsdk;

import org.jspecify.annotations.Nullable;

/** Picture storage could not write or read. */
public final class StorageException extends DefectSdkException {
    private static final long serialVersionUID = 1L;

    /** With what was expected, what was found and what to do. */
    public StorageException(String message, @Nullable Throwable cause) {
        super(ErrorCode.STORAGE_FAILED, message, cause);
    }
}

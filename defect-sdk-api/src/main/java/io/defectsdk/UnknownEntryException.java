package io.defectsdk;

import org.jspecify.annotations.Nullable;

/** There is no such product, defect type, picture, manual or account; the code says which is meant. */
public final class UnknownEntryException extends DefectSdkException {
    private static final long serialVersionUID = 1L;

    /** With what was expected, what was found and what to do. */
    public UnknownEntryException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}

package io.defectsdk;

import org.jspecify.annotations.Nullable;

/** A language model that gave no answer; {@link #code()} says why. */
public final class LanguageModelException extends DefectSdkException {
    private static final long serialVersionUID = 1L;

    /** With a code. */
    public LanguageModelException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}

package io.defectsdk;

import org.jspecify.annotations.Nullable;

/** A language model that gave no answer; {@link #code()} says why. */
public final class LanguageModelException extends DefectSdkException {
    private static final long serialVersionUID = 1L;

    /** With a code; retryable if it is {@code LANGUAGE_MODEL_UNAVAILABLE} or {@code DEADLINE_PASSED}. */
    public LanguageModelException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause, code == ErrorCode.LANGUAGE_MODEL_UNAVAILABLE || code == ErrorCode.DEADLINE_PASSED);
    }
}

package io.defectsdk;

import org.jspecify.annotations.Nullable;

/** A model failed while it ran. */
public final class InferenceException extends DefectSdkException {
    private static final long serialVersionUID = 1L;

    /** With what was expected, what was found and what to do. */
    public InferenceException(String message, @Nullable Throwable cause) {
        super(ErrorCode.INFERENCE_FAILED, message, cause);
    }

    /** With a word on whether the same call may succeed later: a model on a server that is away. */
    public InferenceException(String message, @Nullable Throwable cause, boolean retryable) {
        super(ErrorCode.INFERENCE_FAILED, message, cause, retryable);
    }
}

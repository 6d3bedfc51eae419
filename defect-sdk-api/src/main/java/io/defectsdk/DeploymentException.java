package io.defectsdk;

import org.jspecify.annotations.Nullable;

/** A deployment that ended without a new version: failed, cancelled, or refused because one runs already. */
public final class DeploymentException extends DefectSdkException {
    private static final long serialVersionUID = 1L;

    /** With what was expected, what was found and what to do. */
    public DeploymentException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}

package io.defectsdk;

import org.jspecify.annotations.Nullable;

/** The SDK was put together wrongly; the message names the part and, where one is missing, the artifact that brings it. */
public final class ConfigurationException extends DefectSdkException {
    private static final long serialVersionUID = 1L;

    /** With what was expected, what was found and what to do. */
    public ConfigurationException(String message, @Nullable Throwable cause) {
        super(ErrorCode.CONFIGURATION, message, cause);
    }
}

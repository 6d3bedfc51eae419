package io.defectsdk;

import org.jspecify.annotations.Nullable;

/** A setting or parameter is not of its type or out of its range. */
public final class SettingException extends DefectSdkException {
    private static final long serialVersionUID = 1L;

    /** With the key, what was expected, what was found and what to do. */
    public SettingException(String message, @Nullable Throwable cause) {
        super(ErrorCode.SETTING_INVALID, message, cause);
    }
}

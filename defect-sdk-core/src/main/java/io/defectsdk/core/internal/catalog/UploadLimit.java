package io.defectsdk.core.internal.catalog;

import io.defectsdk.LimitExceededException;

/**
 * How large a file may be at most, by the setting {@code max_upload_size_mb}. Immutable.
 *
 * @param megabytes of 2^20 bytes, 1 to 1,024
 */
record UploadLimit(int megabytes) {
    int bytes() {
        return megabytes << 20;
    }

    /**
     * Checks a size.
     *
     * @param name of the file
     * @throws LimitExceededException giving limit and value
     */
    void require(String name, long size) {
        if (size > bytes()) {
            throw exceeded(name, Long.toString(size));
        }
    }

    LimitExceededException exceeded(String name, String size) {
        return new LimitExceededException("'" + name + "' is too large: at most " + bytes()
                + " bytes (max_upload_size_mb = " + megabytes + ") may be registered, but it has " + size
                + "; settings().set(SettingKey.MAX_UPLOAD_SIZE_MB, ...) sets the limit");
    }
}

package io.defectsdk.testing.database;

import org.jspecify.annotations.Nullable;

/** A test or demo database could not be had; the message says why and what to do. */
public final class TestDatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TestDatabaseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

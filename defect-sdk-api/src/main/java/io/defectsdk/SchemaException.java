package io.defectsdk;

import org.jspecify.annotations.Nullable;

/** A database that Defect SDK refuses to work on: server too old, schema too new, missing privileges, wrong locale. */
public final class SchemaException extends DefectSdkException {
    private static final long serialVersionUID = 1L;

    /** With what was expected, what was found and what to do. */
    public SchemaException(String message, @Nullable Throwable cause) {
        super(ErrorCode.SCHEMA_UNFIT, message, cause);
    }
}

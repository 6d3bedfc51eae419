package io.defectsdk;

import org.jspecify.annotations.Nullable;

/** A stored recipe whose hash is wrong, or that this release cannot read. */
public final class RecipeException extends DefectSdkException {
    private static final long serialVersionUID = 1L;

    /** With what was expected, what was found and what to do. */
    public RecipeException(String message, @Nullable Throwable cause) {
        super(ErrorCode.RECIPE_UNREADABLE, message, cause);
    }
}

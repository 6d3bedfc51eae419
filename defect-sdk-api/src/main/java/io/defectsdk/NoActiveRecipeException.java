package io.defectsdk;

import org.jspecify.annotations.Nullable;

/** The product was never taught, or no version of its recipe is active. */
public final class NoActiveRecipeException extends DefectSdkException {
    private static final long serialVersionUID = 1L;

    /** With what was expected, what was found and what to do. */
    public NoActiveRecipeException(String message, @Nullable Throwable cause) {
        super(ErrorCode.RECIPE_MISSING, message, cause);
    }
}

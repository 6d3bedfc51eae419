package io.defectsdk.benchmarks.input;

/** The options or the folders are not right; the message says what was expected. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Saying this. */
    public UsageException(String message) {
        super(message);
    }
}

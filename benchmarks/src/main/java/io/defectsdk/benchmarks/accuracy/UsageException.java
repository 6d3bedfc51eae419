package io.defectsdk.benchmarks.accuracy;

/** The options or the folders are not right; the message says what was expected. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}

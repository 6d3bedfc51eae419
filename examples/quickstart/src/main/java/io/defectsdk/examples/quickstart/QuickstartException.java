package io.defectsdk.examples.quickstart;

/** Why the quickstart ends early, in words for the person who started it. */
final class QuickstartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The process's exit code. */
    private final int exitCode;

    private QuickstartException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** What was asked for cannot be done as asked: exit code 2. */
    static QuickstartException usage(String message) {
        return new QuickstartException(2, message);
    }

    /** It went wrong on the way: exit code 1. */
    static QuickstartException failed(String message) {
        return new QuickstartException(1, message);
    }

    int exitCode() {
        return exitCode;
    }
}

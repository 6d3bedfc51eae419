package io.defectsdk;

/** Larger, longer or more than a limit allows; the message gives limit and value. */
public final class LimitExceededException extends DefectSdkException {
    private static final long serialVersionUID = 1L;

    /** With limit and value. */
    public LimitExceededException(String message) {
        super(ErrorCode.LIMIT_EXCEEDED, message, null);
    }
}

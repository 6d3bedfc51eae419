package io.defectsdk.openai.internal;

import io.defectsdk.ErrorCode;
import io.defectsdk.InferenceException;
import io.defectsdk.LanguageModelException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call that gave nothing; turned into the exception of whoever called where it leaves the module. */
final class FailedCall extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final int status;
    private final String said;
    private final boolean worthAnotherTry;
    private final transient Optional<Duration> retryAfter;

    private FailedCall(
            ErrorCode code,
            String message,
            @Nullable Throwable cause,
            int status,
            String said,
            boolean worthAnotherTry,
            Optional<Duration> retryAfter) {
        super(message, cause);
        this.code = code;
        this.status = status;
        this.said = said;
        this.worthAnotherTry = worthAnotherTry;
        this.retryAfter = retryAfter;
    }

    /** For which no second try would help. */
    static FailedCall of(ErrorCode code, String message, @Nullable Throwable cause) {
        return new FailedCall(code, message, cause, 0, "", false, Optional.empty());
    }

    /** What was sent is no answer. */
    static FailedCall broken(String message) {
        return of(ErrorCode.LANGUAGE_MODEL_BROKEN, message, null);
    }

    /** The server was not reached, or went away before it began to answer. */
    static FailedCall unreachable(String message, Throwable cause, boolean worthAnotherTry) {
        return new FailedCall(
                ErrorCode.LANGUAGE_MODEL_UNAVAILABLE, message, cause, 0, "", worthAnotherTry, Optional.empty());
    }

    /** The server answered with another status than 200. */
    static FailedCall status(
            ErrorCode code,
            String message,
            int status,
            String said,
            boolean worthAnotherTry,
            Optional<Duration> retryAfter) {
        return new FailedCall(code, message, null, status, said, worthAnotherTry, retryAfter);
    }

    /** The same with a word more. */
    FailedCall noting(String note) {
        return new FailedCall(code, getMessage() + note, getCause(), status, said, worthAnotherTry, retryAfter);
    }

    /** Whether the server is one that knows no JSON schemas, or not this one. */
    boolean refusesSchema() {
        return (status == 400 || status == 422 || status == 501)
                && (said.contains("response_format") || said.contains("schema") || said.contains("grammar"));
    }

    boolean worthAnotherTry() {
        return worthAnotherTry;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** For the caller of a language model. */
    LanguageModelException ofLanguageModel() {
        return new LanguageModelException(code, getMessage(), getCause());
    }

    /** For the caller of an encoder. */
    InferenceException ofEncoder() {
        boolean passing = code == ErrorCode.LANGUAGE_MODEL_UNAVAILABLE || code == ErrorCode.DEADLINE_PASSED;
        return new InferenceException(getMessage(), getCause(), passing);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}

package io.defectsdk.openai.internal;

import io.defectsdk.ErrorCode;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A key to a server, asked for anew at each call, so that it can be changed while the host runs. Never shown. Thread-safe. */
public final class ApiKey {
    private static final int LONGEST = 8192;

    private final @Nullable Supplier<String> source;

    private ApiKey(@Nullable Supplier<String> source) {
        this.source = source;
    }

    /** No key. */
    public static ApiKey none() {
        return new ApiKey(null);
    }

    /** The key that this gives. */
    public static ApiKey of(Supplier<String> source) {
        return new ApiKey(source);
    }

    /** The key as it is now. */
    Optional<String> now() throws FailedCall {
        if (source == null) {
            return Optional.empty();
        }
        String key;
        try {
            key = source.get();
        } catch (RuntimeException e) {
            throw FailedCall.of(
                    ErrorCode.LANGUAGE_MODEL_REFUSED,
                    "no API key was given: what should give it failed, see the cause",
                    e);
        }
        String fault = faultOf(key);
        if (fault != null) {
            // java.net.http would refuse it too, and show it
            throw FailedCall.of(
                    ErrorCode.LANGUAGE_MODEL_REFUSED,
                    "an API key is 1 to " + LONGEST + " visible ASCII characters without blanks, but " + fault,
                    null);
        }
        return Optional.of(key);
    }

    @SuppressWarnings("ConstantValue") // a host's supplier knows nothing of our annotations
    private static @Nullable String faultOf(String key) {
        if (key == null || key.isEmpty()) {
            return "this one is empty";
        }
        if (key.length() > LONGEST) {
            return "this one has " + key.length();
        }
        for (int i = 0; i < key.length(); i++) {
            if (key.charAt(i) <= ' ' || key.charAt(i) > '~') {
                return "this one (not shown) has another one at position " + i + " of " + key.length();
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return source == null ? "no API key" : "an API key (not shown)";
    }
}

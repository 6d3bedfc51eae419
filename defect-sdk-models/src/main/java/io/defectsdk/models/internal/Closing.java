package io.defectsdk.models.internal;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Closes what holds memory outside the heap, also on unusual ways out. */
final class Closing {
    private Closing() {}

    /** Runs all of them, also where one throws; throws the first failure, with the others added to it. */
    static void all(Collection<Runnable> closings) {
        Throwable failure = null;
        for (Runnable closing : closings) {
            failure = failure(closing, failure);
        }
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }

    /** Runs it because of something that was thrown, to which its own failure is added. */
    static void after(Throwable reason, Runnable closing) {
        failure(closing, reason);
    }

    private static @Nullable Throwable failure(Runnable closing, @Nullable Throwable earlier) {
        try {
            closing.run();
        } catch (RuntimeException | Error e) {
            if (earlier == null) {
                return e;
            }
            if (!earlier.equals(e)) { // nothing can be added to itself
                earlier.addSuppressed(e);
            }
        }
        return earlier;
    }
}

package io.defectsdk.core.internal.inspection;

import io.defectsdk.DefectSdkException;
import io.defectsdk.ErrorCode;
import io.defectsdk.inspection.InspectionRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Whether anybody still waits for an inspection's verdict: asked before each step. Thread-safe. */
final class Demand {
    private final Optional<Duration> deadline;
    private final BooleanSupplier cancelled;
    private final long start = System.nanoTime();

    private Demand(Optional<Duration> deadline, BooleanSupplier cancelled) {
        this.deadline = deadline;
        this.cancelled = cancelled;
    }

    /** From now on. */
    Demand(InspectionRequest request, BooleanSupplier cancelled) {
        this(request.deadline(), cancelled);
    }

    /** Somebody waits, for as long as it takes. */
    static Demand unlimited() {
        return new Demand(Optional.empty(), () -> false);
    }

    /**
     * Goes on only if somebody waits.
     *
     * @param step what would come next, for the message
     * @throws DefectSdkException {@code DEADLINE_PASSED}, retryable
     * @throws CancellationException if it was cancelled
     */
    void require(String step) {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("cancelled before it could " + step);
        }
        Duration spent = Duration.ofNanos(System.nanoTime() - start);
        if (deadline.isPresent() && spent.compareTo(deadline.get()) > 0) {
            throw new DefectSdkException(
                    ErrorCode.DEADLINE_PASSED,
                    "the verdict was wanted within " + deadline.get().toMillis() + " ms, but " + spent.toMillis()
                            + " ms had passed when it was time to " + step
                            + "; nothing was recorded. Give more time, or fewer pictures at once",
                    null,
                    true);
        }
    }
}

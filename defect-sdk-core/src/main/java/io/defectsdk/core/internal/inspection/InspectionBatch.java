package io.defectsdk.core.internal.inspection;

import io.defectsdk.DefectSdkException;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.InspectionOutcome;
import io.defectsdk.inspection.InspectionRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Outcomes of a stream of requests, in order, with a few under way ahead of whoever reads them. Confined to one thread. */
final class InspectionBatch implements Iterator<InspectionOutcome> {
    private final Iterator<InspectionRequest> requests;
    private final InspectionQueue queue;
    private final Function<InspectionRequest, Inspection> here;
    private final int ahead;
    private final Deque<Pending> pending = new ArrayDeque<>();

    private record Pending(InspectionRequest request, CompletableFuture<Inspection> result) {}

    private InspectionBatch(
            Iterator<InspectionRequest> requests, InspectionQueue queue, Function<InspectionRequest, Inspection> here) {
        this.requests = requests;
        this.queue = queue;
        this.here = here;
        // one for each thread, and one each that waits, so that no thread waits for the reader
        this.ahead = 2 * queue.threads();
    }

    /**
     * The outcomes.
     *
     * @param here inspects on the caller's thread, for when the queue is full of others' requests
     */
    static Stream<InspectionOutcome> of(
            Stream<InspectionRequest> requests, InspectionQueue queue, Function<InspectionRequest, Inspection> here) {
        InspectionBatch batch = new InspectionBatch(requests.iterator(), queue, here);
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(batch, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(batch::cancel)
                .onClose(requests::close);
    }

    @Override
    public boolean hasNext() {
        return !pending.isEmpty() || requests.hasNext();
    }

    @Override
    public InspectionOutcome next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        while (pending.size() < ahead && requests.hasNext()) {
            InspectionRequest request = requests.next();
            Optional<CompletableFuture<Inspection>> taken = queue.offer(request);
            if (taken.isEmpty()) {
                pending.add(new Pending(request, inspectHere(request)));
                break;
            }
            pending.add(new Pending(request, taken.get()));
        }
        Pending first = pending.remove();
        try {
            return new InspectionOutcome(first.request, Optional.of(first.result.join()), Optional.empty());
        } catch (CompletionException e) {
            if (e.getCause() instanceof DefectSdkException failure) {
                return new InspectionOutcome(first.request, Optional.empty(), Optional.of(failure));
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        } catch (CancellationException e) {
            throw new IllegalStateException("this DefectSdk is closed", e);
        }
    }

    private CompletableFuture<Inspection> inspectHere(InspectionRequest request) {
        try {
            return CompletableFuture.completedFuture(here.apply(request));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void cancel() {
        pending.forEach(waiting -> waiting.result().cancel(false));
        pending.clear();
    }
}

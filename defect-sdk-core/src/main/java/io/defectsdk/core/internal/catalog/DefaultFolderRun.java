package io.defectsdk.core.internal.catalog;

import io.defectsdk.DefectSdkException;
import io.defectsdk.catalog.FolderProgress;
import io.defectsdk.catalog.FolderReport;
import io.defectsdk.catalog.FolderReport.Outcome;
import io.defectsdk.catalog.FolderRun;
import io.defectsdk.core.internal.concurrent.Running;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** See {@link FolderRun}. */
final class DefaultFolderRun implements FolderRun {
    private final int total;
    private final Running<FolderProgress, FolderReport> running;
    private final List<FolderReport.Entry> entries = new ArrayList<>();
    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private boolean working;
    private boolean stopped;
    private long start = System.nanoTime();
    private volatile boolean cancelled;

    DefaultFolderRun(String folder, int total) {
        this.total = total;
        this.running =
                new Running<>("the registration of " + folder, new FolderProgress(0, total, 0, 0, 0, Optional.empty()));
    }

    @Override
    public FolderProgress progress() {
        return running.progress();
    }

    @Override
    public FolderRun onProgress(Consumer<FolderProgress> listener) {
        running.onProgress(listener);
        return this;
    }

    @Override
    public boolean cancel() {
        synchronized (entries) {
            if (running.ended()) {
                return false;
            }
            cancelled = true;
            if (working) {
                return true;
            }
        }
        ended(); // nobody comes to it any more
        return true;
    }

    @Override
    public FolderReport report() {
        synchronized (entries) {
            return new FolderReport(entries, total, stopped);
        }
    }

    @Override
    public CompletableFuture<FolderReport> completion() {
        return running.completion();
    }

    @Override
    public FolderReport join() {
        return running.join();
    }

    /**
     * It has waited for its turn; only from now on time tells how long the rest takes.
     *
     * @return false if it was cancelled meanwhile, and has ended
     */
    boolean started() {
        synchronized (entries) {
            start = System.nanoTime();
            working = !cancelled;
            return working;
        }
    }

    @Override
    public String toString() {
        return running.toString();
    }

    boolean cancelRequested() {
        return cancelled;
    }

    void looked(FolderReport.Entry entry) {
        synchronized (entries) {
            entries.add(entry);
            counts.merge(entry.outcome(), 1, Integer::sum);
        }
        int done = entries.size(); // nobody else adds
        running.show(new FolderProgress(
                done,
                total,
                counts.getOrDefault(Outcome.ADDED, 0),
                counts.getOrDefault(Outcome.DUPLICATE, 0),
                counts.getOrDefault(Outcome.REFUSED, 0),
                Running.remaining(start, done, total)));
    }

    void ended() {
        synchronized (entries) {
            stopped = entries.size() < total;
        }
        running.succeeded(report());
    }

    void failed(DefectSdkException failure) {
        running.failed(failure);
    }
}

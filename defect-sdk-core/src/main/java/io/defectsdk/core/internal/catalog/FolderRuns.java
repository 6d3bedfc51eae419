package io.defectsdk.core.internal.catalog;

import io.defectsdk.catalog.FolderReport;
import io.defectsdk.core.internal.concurrent.DaemonThreads;
import io.defectsdk.core.internal.storage.Uploads;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one registration of a folder after the other, on a thread of its own. */
public final class FolderRuns implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderRuns.class);

    private final Uploads uploads;
    private final Set<DefaultFolderRun> unended = ConcurrentHashMap.newKeySet();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(DaemonThreads.named("defect-sdk-folders"));

    /** Sweeping these uploads before each run. */
    public FolderRuns(Uploads uploads) {
        this.uploads = uploads;
    }

    /** Removes what dead processes left behind, soon. */
    public void sweepSoon() {
        execute(uploads::sweep);
    }

    /** After all that was to be done before. */
    void execute(Runnable task) {
        worker.execute(task);
    }

    DefaultFolderRun start(FolderRegistration registration) {
        DefaultFolderRun run = registration.run();
        unended.add(run);
        try {
            execute(() -> {
                try {
                    registration.work(uploads::sweep);
                } finally {
                    unended.remove(run);
                }
            });
        } catch (RejectedExecutionException e) { // closed while the folder was listed
            unended.remove(run);
            throw new IllegalStateException("this DefectSdk is closed", e);
        }
        return run;
    }

    /** Cancels what runs or waits, and waits for it, 10 s at most. */
    @Override
    public void close() {
        List<DefaultFolderRun> cancelled =
                unended.stream().filter(DefaultFolderRun::cancel).toList();
        worker.shutdown();
        try {
            if (!worker.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("{} registrations of folders still run 10 s after close", unended.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cancelled.forEach(FolderRuns::warnOfWhatIsLeft);
    }

    /** Most likely nobody waited for it. */
    private static void warnOfWhatIsLeft(DefaultFolderRun run) {
        FolderReport report = run.report();
        int left = report.total() - report.files().size();
        if (left > 0) {
            LOG.warn(
                    "{} was cancelled by close(): {} of {} files were left; join() waits for a run, and the same call goes on",
                    run,
                    left,
                    report.total());
        }
    }
}

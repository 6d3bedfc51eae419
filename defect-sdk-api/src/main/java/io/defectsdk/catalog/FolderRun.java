package io.defectsdk.catalog;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The registration of a folder, at work. Thread-safe. */
public interface FolderRun {
    /** How far it is. */
    FolderProgress progress();

    /**
     * Calls the listener at once with the present progress, and then after each file, on the thread that does the work; an
     * exception it throws is logged and otherwise ignored.
     *
     * @return this run
     */
    FolderRun onProgress(Consumer<FolderProgress> listener);

    /**
     * Asks it to stop after the file under way; what is registered stays. One that still waits for its turn ends at once.
     *
     * @return false if it had ended
     */
    boolean cancel();

    /** What became of the files looked at so far; also when the run failed. */
    FolderReport report();

    /** Completes with the report (of a cancelled run too), or exceptionally with what {@link #join()} would throw. */
    CompletableFuture<FolderReport> completion();

    /**
     * Waits for the end. Without it a {@code DefectSdk} that is closed meanwhile, as at the end of a try-with-resources, cancels
     * the run; what was left is logged, and this then gives the report of a cancelled run. A run that failed, because the database or storage went away, leaves each file registered wholly or
     * not at all: the same call again goes on where it stopped, since what is there already counts as a duplicate.
     *
     * @throws io.defectsdk.DefectSdkException why it could not go on
     */
    FolderReport join();
}

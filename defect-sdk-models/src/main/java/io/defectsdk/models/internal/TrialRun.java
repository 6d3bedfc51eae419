package io.defectsdk.models.internal;

import io.defectsdk.DefectSdkException;
import io.defectsdk.ErrorCode;
import io.defectsdk.ModelLoadException;
import java.util.function.Supplier;

/** Runs a model once before anybody relies on it. */
final class TrialRun {
    private TrialRun() {}

    /**
     * Gives what was tried out.
     *
     * @param closing frees the model where the trial fails
     * @param trial runs the model
     * @throws ModelLoadException if the model fails, or gives something else than its manifest says
     */
    static <T> T require(String modelId, Runnable closing, Supplier<T> trial) {
        try {
            return trial.get();
        } catch (DefectSdkException e) {
            Closing.after(e, closing);
            throw new ModelLoadException(
                    ErrorCode.MODEL_INVALID, "a trial run of the model '" + modelId + "' failed: " + e.getMessage(), e);
        } catch (RuntimeException | Error e) { // out of memory, too: nobody else could close it
            Closing.after(e, closing);
            throw e;
        }
    }
}

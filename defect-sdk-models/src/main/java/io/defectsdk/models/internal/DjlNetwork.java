package io.defectsdk.models.internal;

import ai.djl.util.Utils;
import io.defectsdk.ErrorCode;
import io.defectsdk.ModelLoadException;

/** DJL downloads what it misses, and reports its use, unless it is told to stay offline. */
final class DjlNetwork {
    private DjlNetwork() {}

    /**
     * Refuses to start DJL where it may reach for the network.
     *
     * @param what is not loaded then
     */
    static void requireOffline(String what) {
        if (!Utils.isOfflineMode()) {
            throw new ModelLoadException(
                    ErrorCode.MODEL_MISSING,
                    what + " is not loaded, because DJL would reach for the network where it misses a file: start the"
                            + " JVM with -Dai.djl.offline=true, or set the environment variable DJL_OFFLINE=true",
                    null);
        }
    }
}

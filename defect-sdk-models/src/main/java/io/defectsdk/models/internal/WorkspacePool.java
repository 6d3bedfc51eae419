package io.defectsdk.models.internal;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Lends workspaces; keeps a bounded number of idle ones. Thread-safe, never blocks. */
final class WorkspacePool {
    private static final int MAX_IDLE = 16;

    private final BlockingQueue<Workspace> idle = new ArrayBlockingQueue<>(MAX_IDLE);

    Workspace take() {
        Workspace workspace = idle.poll();
        return workspace != null ? workspace : new Workspace();
    }

    void giveBack(Workspace workspace) {
        // a full pool lets it go to the garbage collector
        boolean kept = idle.offer(workspace);
        assert kept || idle.remainingCapacity() == 0;
    }
}

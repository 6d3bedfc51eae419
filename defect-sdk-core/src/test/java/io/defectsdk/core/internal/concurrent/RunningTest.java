package io.defectsdk.core.internal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RunningTest {
    @Test
    void tellsAListenerThatIsSlowToBeginOfNoLaterStepBefore() throws Exception {
        Running<Integer, String> running = new Running<>("the work", 0);
        List<Integer> told = new CopyOnWriteArrayList<>();
        Thread work = new Thread(() -> running.show(1), "work");

        running.onProgress(step -> {
            if (step == 0) {
                work.start();
                awaitStopped(work);
            }
            told.add(step);
        });
        work.join(TimeUnit.SECONDS.toMillis(20));

        assertThat(told).containsExactly(0, 1);
    }

    /** It has done what it was started for, or waits. */
    private static void awaitStopped(Thread thread) {
        while (thread.getState() == Thread.State.NEW || thread.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
    }

    @Test
    void goesOnWhenAListenerThrows() {
        Running<Integer, String> running = new Running<>("the work", 0);
        List<Integer> told = new CopyOnWriteArrayList<>();
        running.onProgress(step -> {
            throw new NoClassDefFoundError("of the host");
        });
        running.onProgress(told::add);

        running.show(1);
        running.succeeded("done");

        assertThat(told).containsExactly(0, 1);
        assertThat(running.join()).isEqualTo("done");
    }
}

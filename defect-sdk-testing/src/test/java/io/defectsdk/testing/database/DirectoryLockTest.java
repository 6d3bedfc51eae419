package io.defectsdk.testing.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {
    @TempDir
    private Path directory;

    @Test
    void staysLockedForOthersWhenThisProcessAsksAgain() throws Exception {
        try (DirectoryLock lock = DirectoryLock.tryLock(directory).orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(DirectoryLock.tryLock(directory)).isEmpty();
            assertThat(DirectoryLock.holder(directory))
                    .isEqualTo("process " + ProcessHandle.current().pid());
            assertThat(anotherProcessGetsIt()).isFalse();
        }
        assertThat(anotherProcessGetsIt()).isTrue();
    }

    @Test
    void canBeTakenAgainAfterItWasGivenBack() throws Exception {
        DirectoryLock.tryLock(directory).orElseThrow().close();
        DirectoryLock.tryLock(directory).orElseThrow().close();
    }

    private boolean anotherProcessGetsIt() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Attempt.class.getName(),
                        directory.toString())
                .inheritIO()
                .start();
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isIn(0, 7);
            return process.exitValue() == 0;
        } finally {
            process.destroyForcibly();
        }
    }

    /** Exit status 0 when it got the lock, 7 when it did not. */
    static final class Attempt {
        private Attempt() {}

        public static void main(String[] arguments) throws Exception {
            if (DirectoryLock.tryLock(Path.of(arguments[0])).isEmpty()) {
                System.exit(7);
            }
        }
    }
}

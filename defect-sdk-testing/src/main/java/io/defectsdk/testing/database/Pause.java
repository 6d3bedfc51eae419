package io.defectsdk.testing.database;

/** Waiting for something that cannot say when it is ready. */
final class Pause {
    private Pause() {}

    static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestDatabaseException("interrupted while waiting for a PostgreSQL process", e);
        }
    }
}

package io.defectsdk.it;

import io.defectsdk.DefectSdk;
import io.defectsdk.catalog.FolderReport;
import io.defectsdk.catalog.FolderReport.Outcome;
import io.defectsdk.catalog.FolderRun;
import io.defectsdk.catalog.PictureFolder;
import io.defectsdk.config.DatabaseOptions;
import io.defectsdk.config.Storage;
import io.defectsdk.core.internal.storage.DirectoryObjectStore;
import io.defectsdk.spi.ObjectStore;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process that adds a folder when its input says so, and tells of each file; at one point it may wait for its end instead.
 * Arguments: JDBC URL, role, storage directory, folder, and at which picture it waits while the file is half written, and
 * at which when the file is stored and has no row yet, 0 for never. The password comes on the first line of input.
 */
public final class AddFolderInAProcess {
    private AddFolderInAProcess() {}

    /** See above. */
    public static void main(String[] arguments) throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String password = String.valueOf(input.readLine());
        EventfulClock clock = new EventfulClock().at(Integer.parseInt(arguments[5]), () -> waitForTheEnd(input));
        ObjectStore directory = new DirectoryObjectStore(Path.of(arguments[2]));
        try (DefectSdk sdk = DefectSdk.builder()
                .database(DatabaseOptions.builder(arguments[0], arguments[1], password)
                        .build())
                .storage(Storage.of(new Halting(directory, Integer.parseInt(arguments[4]), input)))
                .clock(clock)
                .build()) {
            System.out.println("ready");
            input.readLine();
            clock.restart();
            FolderRun run = sdk.pictures()
                    .addFolder(PictureFolder.normal(Plant.PRODUCT, Path.of(arguments[3])), Plant.ENGINEER)
                    .onProgress(progress -> System.out.println("done " + progress.done()));
            FolderReport report = run.join();
            System.out.println(report.files(Outcome.ADDED).size() + " "
                    + report.files(Outcome.DUPLICATE).size() + " "
                    + report.files(Outcome.REFUSED).size());
        }
    }

    /** Is killed here; if the one who should do that dies before, it ends by itself. */
    private static void waitForTheEnd(BufferedReader input) {
        System.out.println("waiting");
        try {
            input.readLine();
        } catch (IOException e) {
            System.err.println(e);
        }
        Runtime.getRuntime().halt(1);
    }

    /** A directory in which one file is never written to its end. */
    private static final class Halting implements ObjectStore {
        private final ObjectStore directory;
        private final int haltingAt;
        private final BufferedReader input;
        private final AtomicInteger stored = new AtomicInteger();

        Halting(ObjectStore directory, int haltingAt, BufferedReader input) {
            this.directory = directory;
            this.haltingAt = haltingAt;
            this.input = input;
        }

        @Override
        public void put(String key, InputStream content) {
            directory.put(key, stored.incrementAndGet() == haltingAt ? halting(content) : content);
        }

        private InputStream halting(InputStream content) {
            return new FilterInputStream(content) {
                private boolean begun;

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    if (begun) {
                        waitForTheEnd(input);
                    }
                    begun = true;
                    return super.read(bytes, offset, Math.min(length, 100));
                }
            };
        }

        @Override
        public Optional<InputStream> open(String key) {
            return directory.open(key);
        }

        @Override
        public boolean delete(String key) {
            return directory.delete(key);
        }
    }
}

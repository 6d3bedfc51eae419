package io.defectsdk.it;

import io.defectsdk.DefectSdk;
import io.defectsdk.catalog.PictureFolder;
import io.defectsdk.config.DatabaseOptions;
import io.defectsdk.config.Storage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A process that registers a folder when its input says so, and prints what became of it. Arguments: JDBC URL, role, storage
 * directory, folder; the password comes on the first line of input.
 */
public final class AddFolderInAProcess {
    private AddFolderInAProcess() {}

    /** See above. */
    public static void main(String[] arguments) throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        DatabaseOptions options = DatabaseOptions.builder(arguments[0], arguments[1], String.valueOf(input.readLine()))
                .build();
        try (DefectSdk sdk = DefectSdk.builder()
                .database(options)
                .storage(Storage.directory(Path.of(arguments[2])))
                .build()) {
            System.out.println("ready");
            input.readLine();
            System.out.println(sdk.pictures()
                    .addFolder(PictureFolder.normal(Plant.PRODUCT, Path.of(arguments[3])), Plant.ENGINEER)
                    .join());
        }
    }

    /** Starts it and waits until it is ready. */
    static Process ready(DatabaseOptions database, String password, Path storage, Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                AddFolderInAProcess.class.getName(),
                database.jdbcUrl(),
                database.username(),
                storage.toString(),
                folder.toString());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        tell(process, password);
        try {
            String line = process.inputReader(StandardCharsets.UTF_8).readLine();
            if (!"ready".equals(line)) {
                throw new IllegalStateException("it said " + line);
            }
            return process;
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    static void tell(Process process, String line) {
        try {
            process.outputWriter(StandardCharsets.UTF_8)
                    .append(line)
                    .append('\n')
                    .flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

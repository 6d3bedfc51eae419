package io.defectsdk.examples.quickstart;

import io.defectsdk.DefectSdkException;
import io.defectsdk.testing.database.TestDatabaseException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The program {@code quickstart.jar}: see {@link Arguments#HELP}. */
public final class Quickstart {
    private Quickstart() {}

    /** Runs it and ends the process: 0 done, 1 failed on the way, 2 the options or the folders are not right. */
    public static void main(String[] args) {
        // before any class of theirs is loaded; a library must not decide this, a program may
        System.setProperty("java.awt.headless", "true");
        // the tokenizers of the encoder of sentences would ask a server for what they have
        System.setProperty("ai.djl.offline", "true");
        System.exit(run(args));
    }

    private static int run(String[] args) {
        try {
            Arguments arguments = Arguments.parse(args);
            if (arguments.help()) {
                System.out.print(Arguments.HELP);
                return 0;
            }
            new Session(arguments, Console.standard()).run();
            return 0;
        } catch (QuickstartException e) {
            System.err.println("quickstart: " + e.getMessage());
            if (e.exitCode() == 2) {
                System.err.println("Try: java -jar quickstart.jar --help");
            }
            return e.exitCode();
        } catch (DefectSdkException | TestDatabaseException e) {
            System.err.println("quickstart: " + e.getMessage());
        } catch (UncheckedIOException e) {
            System.err.println("quickstart: " + e.getMessage() + ": " + e.getCause());
        } catch (IOException e) {
            System.err.println("quickstart: " + e);
        }
        return 1;
    }
}

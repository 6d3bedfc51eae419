package io.defectsdk.it;

import io.defectsdk.DefectSdk;
import io.defectsdk.config.DatabaseOptions;
import io.defectsdk.deployment.DeploymentPhase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * A process that makes a similarity index and waits for its end once some pictures are embedded. Arguments: JDBC URL, role, and how many
 * pictures. The password comes on the first line of input.
 */
public final class RebuildInAProcess {
    private RebuildInAProcess() {}

    /** See above. */
    public static void main(String[] arguments) throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String password = String.valueOf(input.readLine());
        int pictures = Integer.parseInt(arguments[2]);
        try (DefectSdk sdk = DefectSdk.builder()
                .database(DatabaseOptions.builder(arguments[0], arguments[1], password)
                        .build())
                .build()) {
            KnownDefects.deploy(sdk)
                    .onProgress(progress -> {
                        if (progress.phase() == DeploymentPhase.EMBEDDING && progress.done() >= pictures) {
                            waitForTheEnd(input);
                        }
                    })
                    .join();
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
}

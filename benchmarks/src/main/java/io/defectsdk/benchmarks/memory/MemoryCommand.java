package io.defectsdk.benchmarks.memory;

import io.defectsdk.DefectSdk;
import io.defectsdk.account.Actor;
import io.defectsdk.account.Role;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.inspection.Picture;
import io.defectsdk.testing.database.TestDatabase;
import io.defectsdk.testing.line.SimulatedLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Teaches products with the packaged backbone and the default bank of 2,000 vectors, each a bank of its own, and has {@link
 * InspectingProcess}, in a JVM of its own and with the same flags, inspect them and say what it holds.
 */
public final class MemoryCommand {
    private static final String HELP = """
            Usage: java [-Xmx128m] -jar benchmarks.jar memory [--products N]

            Teaches N + 1 products into an embedded PostgreSQL of its own; then a process of its own, with the same flags, inspects one of them, and then the N
            further ones, and prints the memory resident and the heap in use after a collection, in MiB. With
            -Xms128m -Xmx128m -XX:+AlwaysPreTouch the resident memory of a further product is what it takes beside the
            heap. N is 1 to 1000; default: 20.

            Exit code: 0 done, 1 failed on the way, 2 the options are not right.
            """;

    private static final int PICTURES = 40;

    /** Of the first product; by then all code is compiled, and the heap as large as inspections make it. */
    private static final int INSPECTIONS = 200;

    private static final Actor ENGINEER = Actor.vouched("benchmark", Role.ADMIN);

    private final PrintStream out;
    private final PrintStream errors;
    private final int pictures;
    private final int inspections;

    /** Writes to these. */
    public MemoryCommand(PrintStream out, PrintStream errors) {
        this(out, errors, PICTURES, INSPECTIONS);
    }

    /** With so many pictures taught, and so many inspections of the first product. */
    MemoryCommand(PrintStream out, PrintStream errors, int pictures, int inspections) {
        this.out = out;
        this.errors = errors;
        this.pictures = pictures;
        this.inspections = inspections;
    }

    /** Runs it; the result is the process's exit code. */
    public int run(String... words) throws InterruptedException {
        if (List.of(words).contains("--help")) {
            out.print(HELP);
            return 0;
        }
        int products;
        try {
            products = products(words);
        } catch (IllegalArgumentException e) {
            errors.println(e.getMessage());
            errors.print(HELP);
            return 2;
        }
        try (TestDatabase database = TestDatabase.create()) {
            teach(database, products);
            return inspect(database, products);
        } catch (IOException | RuntimeException e) { // no database, too
            errors.println("failed: " + e);
            return 1;
        }
    }

    private static int products(String... words) {
        if (words.length == 0) {
            return 20;
        }
        if (words.length != 2 || !words[0].equals("--products") || !words[1].matches("[1-9][0-9]{0,2}|1000")) {
            throw new IllegalArgumentException(
                    "expected --products N with N in [1, 1000], but found " + String.join(" ", words));
        }
        return Integer.parseInt(words[1]);
    }

    private void teach(TestDatabase database, int further) {
        try (DefectSdk sdk = DefectSdk.builder().database(database.options()).build()) {
            for (int product = 0; product <= further; product++) {
                SimulatedLine line = InspectingProcess.line(product);
                String code = InspectingProcess.code(product);
                sdk.catalog().addProduct(NewProduct.of(code, code), ENGINEER);
                List<Picture> good = IntStream.range(0, pictures)
                        .mapToObj(i -> Picture.of(line.good(i).picture()))
                        .toList();
                sdk.deployments()
                        .deploy(PatchCoreDeployment.of(code, good), ENGINEER)
                        .join();
            }
        }
    }

    private int inspect(TestDatabase database, int further) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), InspectingProcess.class.getName()));
        command.addAll(List.of(String.valueOf(further), String.valueOf(inspections)));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put(InspectingProcess.URL, database.jdbcUrl());
        builder.environment().put(InspectingProcess.USER, database.username());
        builder.environment().put(InspectingProcess.PASSWORD, database.password());
        Process process = builder.start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(out::println);
            int exit = process.waitFor();
            if (exit != 0) {
                errors.println("failed: the process that inspects ended with exit code " + exit);
            }
            return exit == 0 ? 0 : 1;
        } finally {
            process.destroyForcibly();
        }
    }
}

package io.defectsdk.benchmarks.memory;

import io.defectsdk.DefectSdk;
import io.defectsdk.DefectSdkException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.Role;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.config.Storage;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.inspection.InspectionRequest;
import io.defectsdk.inspection.Picture;
import io.defectsdk.testing.line.SimulatedLine;
import io.defectsdk.testing.memory.InMemoryStores;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Teaches one product with the packaged backbone and the default bank of 2,000 vectors, inspects it, and says what the process holds;
 * then the same for further products, each with a bank of its own. Teaching happens in the same process, so that its figures are not below
 * those of one that only inspects.
 */
public final class MemoryCommand {
    private static final String HELP = """
            Usage: java [-Xmx128m] -jar benchmarks.jar memory [--products N]

            Teaches and inspects one product, then N further ones, and prints the memory resident and the heap in use after
            a collection, in MiB. N is 1 to 1000; default: 20.

            Exit code: 0 done, 1 failed on the way, 2 the options are not right.
            """;

    private static final int PICTURES = 40;
    private static final int INSPECTIONS = 50;
    private static final Actor ENGINEER = Actor.vouched("benchmark", Role.ADMIN);

    private final PrintStream out;
    private final PrintStream errors;

    /** Writes to these. */
    public MemoryCommand(PrintStream out, PrintStream errors) {
        this.out = out;
        this.errors = errors;
    }

    /** Runs it; the result is the process's exit code. */
    public int run(String... words) {
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
        try {
            measure(products);
            return 0;
        } catch (IOException | UncheckedIOException | DefectSdkException e) {
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

    private void measure(int further) throws IOException {
        // on disk, as a database would hold them: the in-memory stores alone would keep each recipe's bytes on the heap
        Path recipes = Files.createTempDirectory("memory-benchmark");
        try (DefectSdk sdk = DefectSdk.builder()
                .stores(new InMemoryStores())
                .artifacts(Storage.directory(recipes))
                .build()) {
            teachAndInspect(sdk, 0);
            MemoryUse one = MemoryUse.now();
            print("one product", one);
            for (int product = 1; product <= further; product++) {
                teachAndInspect(sdk, product);
            }
            MemoryUse all = MemoryUse.now();
            print((further + 1) + " products", all);
            print(
                    "a further product",
                    new MemoryUse((all.resident() - one.resident()) / further, (all.heap() - one.heap()) / further));
        } finally {
            delete(recipes);
        }
    }

    private static void teachAndInspect(DefectSdk sdk, int number) {
        String code = "product-" + number;
        SimulatedLine line = SimulatedLine.builder().seed(number).build();
        sdk.catalog().addProduct(NewProduct.of(code, code), ENGINEER);
        List<Picture> good = IntStream.range(0, PICTURES)
                .mapToObj(i -> Picture.of(line.good(i).picture()))
                .toList();
        sdk.deployments().deploy(PatchCoreDeployment.of(code, good), ENGINEER).join();
        for (int i = 0; i < INSPECTIONS; i++) {
            Picture part = Picture.of(line.good(PICTURES + i).picture());
            sdk.inspector().inspect(InspectionRequest.of(code, part));
        }
    }

    private void print(String what, MemoryUse use) {
        out.printf("%-18s %8.1f MiB resident %8.1f MiB heap%n", what, use.resident(), use.heap());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

package io.defectsdk.benchmarks.memory;

import io.defectsdk.DefectSdk;
import io.defectsdk.config.DatabaseOptions;
import io.defectsdk.inspection.InspectionRequest;
import io.defectsdk.inspection.Picture;
import io.defectsdk.testing.line.SimulatedLine;
import java.io.IOException;

/** What {@link MemoryCommand} starts: inspects products that another process taught, and prints what this one holds. */
public final class InspectingProcess {
    static final String URL = "MEMORY_BENCHMARK_URL";
    static final String USER = "MEMORY_BENCHMARK_USER";
    static final String PASSWORD = "MEMORY_BENCHMARK_PASSWORD";

    /** Of a further product. */
    private static final int INSPECTIONS = 10;

    /** Parts that no product was taught with. */
    private static final int UNSEEN = 1_000;

    private InspectingProcess() {}

    /** Inspects as many products beside the first one as the first argument says, and the first one as often as the second does. */
    public static void main(String[] args) throws IOException {
        int further = Integer.parseInt(args[0]);
        DatabaseOptions database = DatabaseOptions.builder(
                        System.getenv(URL), System.getenv(USER), System.getenv(PASSWORD))
                .build();
        try (DefectSdk sdk = DefectSdk.builder().database(database).build()) {
            inspect(sdk, 0, Integer.parseInt(args[1]));
            MemoryUse one = MemoryUse.now();
            print("one product", one);
            for (int product = 1; product <= further; product++) {
                inspect(sdk, product, INSPECTIONS);
            }
            MemoryUse all = MemoryUse.now();
            print((further + 1) + " products", all);
            print(
                    "a further product",
                    new MemoryUse((all.resident() - one.resident()) / further, (all.heap() - one.heap()) / further));
        }
    }

    static String code(int product) {
        return "product-" + product;
    }

    static SimulatedLine line(int product) {
        return SimulatedLine.builder().seed(product).build();
    }

    private static void inspect(DefectSdk sdk, int product, int inspections) {
        SimulatedLine line = line(product);
        for (int i = 0; i < inspections; i++) {
            Picture part = Picture.of(line.good(UNSEEN + i).picture());
            sdk.inspector().inspect(InspectionRequest.of(code(product), part));
        }
    }

    private static void print(String what, MemoryUse use) {
        System.out.printf("%-18s %8.1f MiB resident %8.1f MiB heap%n", what, use.resident(), use.heap());
    }
}

package io.defectsdk.benchmarks.memory;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process holds now, after a full collection, in MiB.
 *
 * @param resident as the system counts it ({@code VmRSS}); not a number where it does not tell
 * @param heap in use on Java's heap
 */
record MemoryUse(double resident, double heap) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final double MEBIBYTE = 1 << 20;

    static MemoryUse now() throws IOException {
        // twice: what a cleaner frees outside the heap is unreachable only after the first
        System.gc();
        System.gc();
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new MemoryUse(residentNow(), used / MEBIBYTE);
    }

    private static double residentNow() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return Double.NaN;
        }
        return Files.readAllLines(STATUS, StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(Double.NaN);
    }
}

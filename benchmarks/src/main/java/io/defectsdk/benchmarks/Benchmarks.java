package io.defectsdk.benchmarks;

import java.util.Arrays;

/** What {@code java -jar benchmarks.jar} runs. */
public final class Benchmarks {
    private Benchmarks() {}

    /** Runs the tool that the first argument names with the arguments that follow. */
    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals("jmh")) {
            org.openjdk.jmh.Main.main(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        System.err.println("usage: java -jar benchmarks.jar jmh [JMH's options; -l lists the benchmarks]");
        System.exit(2);
    }
}

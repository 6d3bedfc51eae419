package io.defectsdk.benchmarks;

import io.defectsdk.benchmarks.accuracy.AccuracyCommand;
import io.defectsdk.benchmarks.calibration.CalibrationCommand;
import io.defectsdk.benchmarks.memory.MemoryCommand;
import io.defectsdk.benchmarks.retrieval.RetrievalCommand;
import io.defectsdk.benchmarks.similarity.SimilarityCommand;
import java.util.Arrays;

/** What {@code java -jar benchmarks.jar} runs. */
public final class Benchmarks {
    private static final String USAGE = """
            Usage: java -jar benchmarks.jar jmh [JMH's options; -l lists the benchmarks]
                   java -jar benchmarks.jar accuracy --data DIR --out FILE [options; --help shows them]
                   java -jar benchmarks.jar calibration --data DIR --out FILE [options; --help shows them]
                   java -jar benchmarks.jar similarity --gallery DIR --query DIR | --regions DIR [--help tells the rest]
                   java -jar benchmarks.jar retrieval --manuals DIR --mapping FILE --queries FILE [--help tells the rest]
                   java -jar benchmarks.jar memory [--products N; --help tells the rest]""";

    private Benchmarks() {}

    /** Runs the tool that the first argument names with the arguments that follow. */
    public static void main(String[] args) throws Exception {
        String tool = args.length == 0 ? "" : args[0];
        String[] options = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
        switch (tool) {
            case "jmh" -> org.openjdk.jmh.Main.main(options);
            case "accuracy" -> System.exit(new AccuracyCommand(System.out, System.err).run(options));
            case "calibration" -> System.exit(new CalibrationCommand(System.out, System.err).run(options));
            case "similarity" -> System.exit(new SimilarityCommand(System.out, System.err).run(options));
            case "retrieval" -> {
                System.setProperty(
                        "ai.djl.offline", "true"); // this process is ours: its tokenizers must not look for a network
                System.exit(new RetrievalCommand(System.out, System.err).run(options));
            }
            case "memory" -> System.exit(new MemoryCommand(System.out, System.err).run(options));
            default -> {
                System.err.println(USAGE);
                System.exit(2);
            }
        }
    }
}

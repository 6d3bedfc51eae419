package io.defectsdk.examples.quickstart;

import io.defectsdk.catalog.ManualFile;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.examples.quickstart.evaluation.Truth;
import io.defectsdk.examples.quickstart.report.Label;
import io.defectsdk.inspection.Picture;
import io.defectsdk.testing.line.Defect;
import io.defectsdk.testing.line.SimulatedLine;
import io.defectsdk.testing.line.SimulatedManual;
import io.defectsdk.testing.line.SimulatedPart;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Castings from the simulated line, some of them with a known defect. */
final class SimulatedBatch {
    static final int OK_PICTURES = 40;
    static final int GOOD_PARTS = 12;
    static final int PARTS_PER_DEFECT = 4;
    static final int KNOWN_PER_DEFECT = 8;

    private static final SimulatedLine LINE = SimulatedLine.builder().seed(1).build();

    private SimulatedBatch() {}

    static Batch create() {
        Stream<SimulatedPart> good = parts(GOOD_PARTS, index -> LINE.good(OK_PICTURES + index)).stream();
        Stream<SimulatedPart> bad = Arrays.stream(Defect.values())
                .flatMap(defect -> parts(PARTS_PER_DEFECT, index -> LINE.defective(defect, index)).stream());
        return new Batch(
                NewProduct.of("sim-casting", "모의 주조품 (simulated casting)"),
                new Label("모의 라인", "Simulated line"),
                () -> parts(OK_PICTURES, LINE::good).stream()
                        .map(SimulatedBatch::picture)
                        .toList(),
                SimulatedBatch::knownDefects,
                SimulatedBatch::manuals,
                Stream.concat(good, bad)
                        .map(part -> new Part(part.name(), truth(part), picture(part)))
                        .toList());
    }

    private static List<KnownDefect> knownDefects() {
        return Arrays.stream(Defect.values())
                .flatMap(defect ->
                        parts(KNOWN_PER_DEFECT, index -> LINE.defective(defect, PARTS_PER_DEFECT + index)).stream()
                                .map(part -> new KnownDefect(defect.code(), defect.koreanName(), picture(part))))
                .toList();
    }

    private static List<ManualFile> manuals() {
        SimulatedManual manual = SimulatedManual.CASTING;
        return List.of(ManualFile.of(manual.content(), manual.fileName()));
    }

    private static List<SimulatedPart> parts(int count, IntFunction<SimulatedPart> part) {
        return IntStream.range(0, count).parallel().mapToObj(part).toList();
    }

    private static Picture picture(SimulatedPart part) {
        return Picture.of(part.picture(), part.name());
    }

    private static Truth truth(SimulatedPart part) {
        return part.defect()
                .map(defect -> Truth.defect(defect.englishName(), defect.koreanName()))
                .orElse(Truth.GOOD);
    }
}

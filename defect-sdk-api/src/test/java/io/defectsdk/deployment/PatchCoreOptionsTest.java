package io.defectsdk.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.defectsdk.inspection.AreaPolygon;
import io.defectsdk.inspection.InspectionArea;
import io.defectsdk.inspection.Picture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchCoreOptionsTest {
    @Test
    void hasTheDocumentedDefaults() {
        PatchCoreOptions options = PatchCoreOptions.defaults();

        assertThat(options.backbone()).isEmpty();
        assertThat(options.layers()).isEmpty();
        assertThat(options.inputSizes()).containsExactly(256);
        assertThat(options.bankSize()).isEqualTo(BankSize.vectors(2_000));
        assertThat(options.falseRejectRate()).isEqualTo(0.01);
        assertThat(options.reviewRate()).isEqualTo(0.05);
        assertThat(options.patchMemory()).isEqualTo(512L << 20);
        assertThat(options.seed()).isZero();
    }

    @Test
    void goesThroughItsBuilderUnchanged() {
        List<String> layers = new ArrayList<>(List.of("stage2", "stage4"));
        PatchCoreOptions options = PatchCoreOptions.builder()
                .backbone("resnet18")
                .layers(layers)
                .inputSizes(List.of(320, 224))
                .tiling(new Tiling(3, 2, 0.5))
                .bankSize(BankSize.ratio(0.1))
                .rates(0.02, 0.2)
                .patchMemory(1L << 30)
                .seed(-7)
                .build();
        layers.clear();

        assertThat(options.layers()).containsExactly("stage2", "stage4");
        assertThat(options.toBuilder().build()).usingRecursiveComparison().isEqualTo(options);
        assertThat(options.toBuilder().seed(3).build())
                .usingRecursiveComparison()
                .ignoringFields("seed")
                .isEqualTo(options);
    }

    @Test
    void refusesInputSizesThatSayNothing() {
        PatchCoreOptions.Builder builder = PatchCoreOptions.builder().inputSize(64);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.inputSizes(List.of()))
                .withMessageContaining("the number of inputSizes must be in [1, 4], but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.inputSizes(List.of(256, 256)))
                .withMessageContaining("[256, 256]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.inputSizes(List.of(256, 16)))
                .withMessageContaining("16");
        assertThat(builder.build().inputSizes()).containsExactly(64);
    }

    @Test
    void buildsASnapshot() {
        PatchCoreOptions.Builder builder = PatchCoreOptions.builder();
        PatchCoreOptions first = builder.seed(1).build();
        builder.seed(2).inputSize(64);

        assertThat(first.seed()).isOne();
        assertThat(first.inputSizes()).containsExactly(256);
    }

    @Test
    void refusesContradictionsAtTheCallThatMakesThemAndKeepsWhatWasSet() {
        PatchCoreOptions.Builder builder = PatchCoreOptions.builder().rates(0.02, 0.03);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.rates(0.1, 0.05))
                .withMessage("reviewRate must be in [0.1, 0.5], but is 0.05");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.rates(0, 0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.rates(0.1, 0.6));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.rates(Double.NaN, 0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.rates(0.1, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.inputSize(31));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.inputSize(2_049));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.patchMemory((1L << 20) - 1));
        assertThatNullPointerException().isThrownBy(() -> builder.backbone(null));
        assertThatNullPointerException().isThrownBy(() -> builder.bankSize(null));

        assertThat(builder.build().falseRejectRate()).isEqualTo(0.02);
        assertThat(builder.build().reviewRate()).isEqualTo(0.03);
    }

    @ParameterizedTest
    @CsvSource({"1, 100, 100", "0.1, 100, 10", "0.1, 9, 1", "0.000001, 1000, 1", "0.25, 1023, 255"})
    void takesAShareOfThePatches(double ratio, int patches, int expected) {
        assertThat(BankSize.ratio(ratio).of(patches, 152)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"2000, 100000, 2000", "2000, 100, 100", "1, 100, 1", "1000000, 2000000, 1000000"})
    void takesANumberOfVectors(int count, int patches, int expected) {
        assertThat(BankSize.vectors(count).of(patches, 152)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "4194304, 100000, 152, 6898",
        "4194304, 5000, 152, 5000",
        "1024, 100000, 256, 1",
        "1024, 100000, 257, 1",
        "1024, 100000, 128, 2",
        "1073741824, 2147483647, 1, 268435456"
    })
    void takesAsManyVectorsAsTheBytesHold(long bytes, int patches, int dimension, int expected) {
        assertThat(BankSize.bytes(bytes).of(patches, dimension)).isEqualTo(expected);
    }

    @Test
    void refusesBanksOfNoSize() {
        assertThatIllegalArgumentException().isThrownBy(() -> BankSize.ratio(0)).withMessageContaining("bank ratio");
        assertThatIllegalArgumentException().isThrownBy(() -> BankSize.ratio(1.01));
        assertThatIllegalArgumentException().isThrownBy(() -> BankSize.ratio(Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BankSize.vectors(0))
                .withMessage("bank vectors must be in [1, 1000000], but is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> BankSize.vectors(1_000_001));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BankSize.bytes(1_023))
                .withMessage("bank bytes must be in [1024, 1073741824], but is 1023");
        assertThatIllegalArgumentException().isThrownBy(() -> BankSize.bytes((1L << 30) + 1));
    }

    @Test
    void needsEightPictures() {
        List<Picture> seven = Collections.nCopies(7, Picture.of(new byte[1]));
        List<Picture> eight = new ArrayList<>(Collections.nCopies(8, Picture.of(new byte[1])));

        PatchCoreDeployment deployment = PatchCoreDeployment.of("prod1", eight);
        eight.clear();

        assertThat(deployment.okPictures().orElseThrow()).hasSize(8);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PatchCoreDeployment.of("prod1", seven))
                .withMessageContaining("at least 8")
                .withMessageContaining("but 7 were given");
    }

    @Test
    void countsEverythingUnlessTold() {
        assertThat(PatchCoreOptions.defaults().scope()).isEqualTo(InspectionScope.EVERYTHING);
        assertThat(PatchCoreOptions.defaults().scope().scale()).isEmpty();
    }

    @Test
    void keepsWhatCounts() {
        InspectionArea area = InspectionArea.whole().without(AreaPolygon.rectangle(0, 0, 0.2, 0.2));
        PatchCoreOptions options = PatchCoreOptions.builder()
                .area(area)
                .millimetresPerPixel(0.05)
                .minimumDefect(25)
                .build();

        assertThat(options.scope()).isEqualTo(new InspectionScope(area, 25, 0.05));
        assertThat(options.toBuilder().build().scope()).isEqualTo(options.scope());
    }

    @Test
    void takesTheMinimumInSquareMillimetres() {
        PatchCoreOptions.Builder builder = PatchCoreOptions.builder().minimumDefectSquareMillimetres(0.1);

        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining("millimetresPerPixel");
        assertThat(builder.millimetresPerPixel(0.05).build().scope().minimumDefect())
                .isEqualTo(40);
        assertThat(builder.millimetresPerPixel(0.06).build().scope().minimumDefect())
                .isEqualTo(28);
        assertThat(builder.minimumDefect(3).build().scope().minimumDefect()).isEqualTo(3);
    }

    @Test
    void refusesWhatAPresetCannotKeepTo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PatchCoreOptions.builder()
                        .preset(PatchCorePreset.ANOMALIB)
                        .minimumDefect(2)
                        .build())
                .withMessageContaining("ANOMALIB");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PatchCoreOptions.builder()
                        .preset(PatchCorePreset.OFFICIAL)
                        .area(InspectionArea.whole().without(AreaPolygon.rectangle(0, 0, 0.2, 0.2)))
                        .build())
                .withMessageContaining("crops");
    }

    @Test
    void tilesOverlapByAQuarterUnlessToldOtherwise() {
        assertThat(PatchCoreOptions.defaults().tiling()).isEqualTo(Tiling.NONE);
        Tiling tiling = PatchCoreOptions.builder().tiles(4, 3).build().tiling();

        assertThat(tiling).isEqualTo(new Tiling(4, 3, 0.25));
        assertThat(tiling.count()).isEqualTo(12);
        assertThat(Tiling.of(1, 1)).as("one tile overlaps with none").isEqualTo(Tiling.NONE);
        assertThat(new Tiling(2, 1, 0.28).overlapPixels(800))
                .as("0.28 is no binary fraction")
                .isEqualTo(224);
        assertThat(tiling.overlapPixels(256)).isEqualTo(64);
        assertThat(tiling.overlapPixels(320)).as("rounded up to whole patches").isEqualTo(96);
        assertThat(tiling.width(256)).isEqualTo(256 + 3 * 192);
        assertThat(tiling.height(256)).isEqualTo(256 + 2 * 192);
    }

    @Test
    void refusesTilesThatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> Tiling.of(0, 1)).withMessageContaining("columns");
        assertThatIllegalArgumentException().isThrownBy(() -> Tiling.of(1, 33)).withMessageContaining("rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tiling.of(9, 8))
                .withMessageContaining("must be in [1, 64], but is 72");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tiling(2, 2, Double.NaN))
                .withMessageContaining("overlap");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        PatchCoreOptions.builder().inputSize(32).tiles(2, 2).build())
                .withMessageContaining("tiles of 32 pixels cannot overlap by 32");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        PatchCoreOptions.builder().inputSize(2_048).tiles(4, 4).build())
                .withMessageContaining("6656x6656 pixels, more than 4096x4096");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PatchCoreOptions.builder()
                        .preset(PatchCorePreset.OFFICIAL)
                        .tiles(2, 2)
                        .build())
                .withMessageContaining("OFFICIAL")
                .withMessageContaining("cannot be cut into tiles");
    }
}

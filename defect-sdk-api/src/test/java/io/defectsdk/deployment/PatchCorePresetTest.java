package io.defectsdk.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a preset sets, and what the options leave to it. */
class PatchCorePresetTest {
    @ParameterizedTest
    @EnumSource(PatchCorePreset.class)
    void setsWhatTheOptionsLeaveOpen(PatchCorePreset preset) {
        PatchCoreOptions options = PatchCoreOptions.builder().preset(preset).build();

        assertThat(options.preset()).isEqualTo(preset);
        assertThat(options.inputSizes()).isEqualTo(preset.inputSizes());
        assertThat(options.bankSize()).isEqualTo(preset.bankSize());
    }

    @ParameterizedTest
    @EnumSource(PatchCorePreset.class)
    void yieldsToWhatTheOptionsSetInAnyOrder(PatchCorePreset preset) {
        PatchCoreOptions options = PatchCoreOptions.builder()
                .inputSize(320)
                .preset(preset)
                .bankSize(BankSize.vectors(7))
                .build();

        assertThat(options.inputSizes()).containsExactly(320);
        assertThat(options.bankSize()).isEqualTo(BankSize.vectors(7));
        assertThat(options.toBuilder().build()).usingRecursiveComparison().isEqualTo(options);
    }

    @Test
    void leavesOpenWhatWasLeftOpenWhenRebuilt() {
        PatchCoreOptions options = PatchCoreOptions.defaults().toBuilder()
                .preset(PatchCorePreset.OFFICIAL)
                .build();

        assertThat(options.inputSizes()).containsExactly(224);
        assertThat(options.bankSize()).isEqualTo(BankSize.ratio(0.1));
        assertThatNullPointerException()
                .isThrownBy(() -> PatchCoreOptions.builder().preset(null));
    }

    @Test
    void cropsOnlyAsTheAuthorsDo() {
        assertThat(PatchCorePreset.OFFICIAL.cropFrom(224)).isEqualTo(256);
        assertThat(PatchCorePreset.OFFICIAL.cropFrom(320)).isEqualTo(366);
        assertThat(PatchCorePreset.DEFAULT.cropFrom(256)).isZero();
        assertThat(PatchCorePreset.ANOMALIB.cropFrom(256)).isZero();
    }
}

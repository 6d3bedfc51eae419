package io.defectsdk.core.internal.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.catalog.DefectType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DefectNamesTest {
    private static final DefectNames NAMES = DefectNames.of(
            List.of(type("color", "오염·얼룩"), type("metal", "금속 이물 오염"), type("normal", "정상")), Glossaries.packaged());

    private static DefectType type(String code, String name) {
        return new DefectType(
                1, "carpet", code, name, Optional.empty(), Optional.empty(), true, Instant.EPOCH, Instant.EPOCH);
    }

    @Test
    void aNameOfTheCatalogueDecidesBeforeALongerOneOfTheGlossary() {
        // 'contamination' means the same as 오염
        assertThat(NAMES.named("Metal Contamination Defect (금속 이물 오염 불량)")).contains("metal");
        assertThat(NAMES.named("contamination")).contains("color");
    }

    @Test
    void theLongerOneOfTheCatalogueDecides() {
        assertThat(NAMES.named("금속 이물 오염")).contains("metal");
        assertThat(NAMES.named("기름 오염")).contains("color");
    }

    @Test
    void nothingIsNamedByNothing() {
        assertThat(NAMES.named("정상 부품")).isEmpty();
        assertThat(NAMES.strengths("무엇인가")).isEmpty();
        assertThat(NAMES.names("nothing")).isEmpty();
    }

    @Test
    void tellsHowSurelyEachIsNamed() {
        assertThat(NAMES.strengths("stain and metal"))
                .containsOnlyKeys("color", "metal")
                .satisfies(strengths -> assertThat(strengths.get("metal")).isGreaterThan(strengths.get("color")));
    }
}

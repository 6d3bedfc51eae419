package io.defectsdk.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewDefectTypeTest {
    @Test
    void holdsItsNames() {
        NewDefectType type =
                NewDefectType.of("prod1", "hole", "기공").withNameEn("hole").withFullNameKo("기공 (주조 결함)");

        assertThat(type.productCode()).isEqualTo("prod1");
        assertThat(type.code()).isEqualTo("hole");
        assertThat(type.nameKo()).isEqualTo("기공");
        assertThat(type.nameEn()).contains("hole");
        assertThat(type.fullNameKo()).contains("기공 (주조 결함)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\u0000b", "line\nend", " hole", "hole ", "ho\u200Ble", "unknown"})
    void refusesACode(String code) {
        assertThatIllegalArgumentException().isThrownBy(() -> NewDefectType.of("prod1", code, "기공"));
    }

    @Test
    void saysLimitAndLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NewDefectType.of("prod1", "h".repeat(51), "기공"))
                .withMessageContaining("50")
                .withMessageContaining("51");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NewDefectType.of("prod1", "h", "기".repeat(101)))
                .withMessageContaining("100")
                .withMessageContaining("101");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NewDefectType.of("prod1", "h", "기").withFullNameKo("기".repeat(201)))
                .withMessageContaining("200")
                .withMessageContaining("201");
    }

    @Test
    void countsLettersThatTakeTwoUnitsOnce() {
        String fifty = "😀".repeat(50);

        assertThat(NewDefectType.of("prod1", fifty, "기공").code()).isEqualTo(fifty);
    }
}

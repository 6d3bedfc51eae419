package io.defectsdk.core.internal.guide;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuantitiesTest {
    @Test
    void findsNumbersWithTheirUnits() {
        assertThat(Quantities.numbers("금형을 170도로 예열하고 5분 기다린다.")).containsExactlyInAnyOrder("170°c", "5min");
        assertThat(Quantities.numbers("Preheat the die to 170 °C and wait 5 min."))
                .containsExactlyInAnyOrder("170°c", "5min");
        assertThat(Quantities.numbers("깊이 0.30mm 이하, 폭 1,000 mm")).containsExactlyInAnyOrder("0.3mm", "1000mm");
        assertThat(Quantities.numbers("압력 0.5 MPa, 유량 12 L")).containsExactlyInAnyOrder("0.5mpa", "12l");
    }

    @Test
    void aParticleIsNoUnit() {
        assertThat(Quantities.numbers("170도에서 3회")).containsExactlyInAnyOrder("170°c", "3");
    }

    @Test
    void theMarkOfAnItemAndTheDigitsOfACodeAreNone() {
        assertThat(Quantities.numbers("1. 전원을 끈다.")).isEmpty();
        assertThat(Quantities.numbers("볼트 M8을 조인다.")).isEmpty();
        assertThat(Quantities.codes("볼트 M8을 SUS304로, die PB-12")).containsExactlyInAnyOrder("M8", "SUS304", "PB-12");
    }

    @Test
    void thousandsAndHalvesAreToldApart() {
        assertThat(Quantities.numbers("1,500 rpm")).containsExactly("1500rpm");
        assertThat(Quantities.numbers("0,5 mm")).containsExactly("0.5mm");
    }
}

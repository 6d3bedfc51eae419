package io.defectsdk.examples.quickstart.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void holdsAllValuesWithAirAtBothEnds() {
        Axis axis = Axis.over(DoubleStream.of(10, 20, 30));
        assertThat(axis.position(20)).isEqualTo(0.5, within(1e-12));
        assertThat(axis.position(10)).isBetween(0.01, 0.1);
        assertThat(axis.position(30)).isBetween(0.9, 0.99);
    }

    @Test
    void hasRoundTicks() {
        Axis axis = Axis.over(DoubleStream.of(15.3, 38.9));
        assertThat(axis.ticks()).containsExactly(15.0, 20.0, 25.0, 30.0, 35.0);
        assertThat(axis.text(15)).isEqualTo("15");
    }

    @Test
    void writesSmallTicksWithTheDecimalsTheyNeed() {
        Axis axis = Axis.over(DoubleStream.of(0.011, 0.052));
        assertThat(axis.ticks().stream().map(axis::text)).contains("0.02", "0.05");
    }

    @Test
    void managesASingleValue() {
        for (double value : new double[] {0, 1e-6, 7, 12345}) {
            Axis axis = Axis.over(DoubleStream.of(value, value));
            assertThat(axis.position(value)).isEqualTo(0.5, within(1e-6));
            assertThat(axis.ticks()).hasSizeLessThan(20);
        }
    }
}

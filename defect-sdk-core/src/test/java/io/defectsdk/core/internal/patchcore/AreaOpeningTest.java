package io.defectsdk.core.internal.patchcore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** The highest level that a region of a given size reaches. */
class AreaOpeningTest {
    @Test
    void takesTheHighestValueOfASinglePixel() {
        assertThat(AreaOpening.maximum(new float[] {1, 7, 3, 2}, 2, pixel -> true, 1))
                .hasValue(7);
    }

    @Test
    void passesOverASpikeThatIsTooSmall() {
        float[] values = {
            9, 0, 0, 0, //
            0, 0, 0, 0, //
            0, 0, 5, 4, //
            0, 0, 6, 0
        };

        assertThat(AreaOpening.maximum(values, 4, pixel -> true, 2)).hasValue(5);
        assertThat(AreaOpening.maximum(values, 4, pixel -> true, 3)).hasValue(4);
        assertThat(AreaOpening.maximum(values, 4, pixel -> true, 4)).hasValue(0);
    }

    @Test
    void hasNoneWhereNothingThatCountsIsAsLarge() {
        assertThat(AreaOpening.maximum(new float[16], 4, pixel -> pixel < 4, 5)).isEmpty();
        assertThat(AreaOpening.maximum(new float[16], 4, pixel -> pixel < 4, 4)).hasValue(0);
    }

    @Test
    void agreesWithFloodFillAtEachLevel() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int size = 1 + random.nextInt(14);
            float[] values = new float[size * size];
            boolean[] inside = new boolean[values.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextInt(6);
                inside[i] = random.nextInt(5) > 0;
            }
            int pixels = 1 + random.nextInt(values.length);

            assertThat(AreaOpening.maximum(values, size, i -> inside[i], pixels))
                    .as("seed %d", seed)
                    .isEqualTo(expected(values, size, i -> inside[i], pixels));
        }
    }

    private static OptionalDouble expected(float[] values, int size, IntPredicate inside, int pixels) {
        for (int level = 5; level >= 0; level--) {
            int at = level;
            if (largest(size, i -> inside.test(i) && values[i] >= at) >= pixels) {
                return OptionalDouble.of(level);
            }
        }
        return OptionalDouble.empty();
    }

    private static int largest(int size, IntPredicate set) {
        boolean[] seen = new boolean[size * size];
        int largest = 0;
        for (int start = 0; start < seen.length; start++) {
            if (seen[start] || !set.test(start)) {
                continue;
            }
            Deque<Integer> open = new ArrayDeque<>();
            open.push(start);
            seen[start] = true;
            int count = 0;
            while (!open.isEmpty()) {
                int at = open.pop();
                count++;
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        int x = at % size + dx;
                        int y = at / size + dy;
                        int next = y * size + x;
                        if (x >= 0 && y >= 0 && x < size && y < size && !seen[next] && set.test(next)) {
                            seen[next] = true;
                            open.push(next);
                        }
                    }
                }
            }
            largest = Math.max(largest, count);
        }
        return largest;
    }

    @Test
    void knowsWhereTheRowsOfAMapThatIsNotSquareEnd() {
        float[] values = {
            9, 0, 0, 0, 7,
            9, 0, 0, 0, 7,
            0, 0, 0, 0, 7
        };

        assertThat(AreaOpening.maximum(values, 5, pixel -> true, 2)).hasValue(9);
        assertThat(AreaOpening.maximum(values, 5, pixel -> true, 3)).hasValue(7);
        assertThat(AreaOpening.maximum(values, 5, pixel -> true, 4)).hasValue(0);
    }
}

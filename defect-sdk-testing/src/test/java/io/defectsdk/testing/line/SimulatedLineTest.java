package io.defectsdk.testing.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.awt.image.BufferedImage;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SimulatedLineTest {
    private static final int SEED = 7;
    private final SimulatedLine line = SimulatedLine.builder().seed(SEED).build();

    /** The figures were taken once; they hold on every machine and JDK, or the promise is broken. */
    @ParameterizedTest
    @CsvSource({"GOOD, 2589003667", "HOLE, 1027663681", "BURR, 820174197", "SCRATCH, 3957567553", "STAIN, 257608549"})
    void givesTheSamePixelsOnEveryMachine(String kind, long expected) {
        SimulatedPart part = kind.equals("GOOD") ? line.good(3) : line.defective(Defect.valueOf(kind), 3);

        assertThat(checksum(part.picture())).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(Defect.class)
    void repeatsAPartWithTheSameSeedAndIndex(Defect defect) {
        SimulatedLine same = SimulatedLine.builder().seed(SEED).build();

        SimulatedPart first = line.defective(defect, 5);
        SimulatedPart second = same.defective(defect, 5);

        assertThat(pixels(second.picture())).isEqualTo(pixels(first.picture()));
        assertThat(pixels(second.mask().orElseThrow()))
                .isEqualTo(pixels(first.mask().orElseThrow()));
    }

    @Test
    void changesPixelsWithSeedIndexAndKind() {
        SimulatedLine other = SimulatedLine.builder().seed(SEED + 1).build();

        assertThat(new long[] {
                    checksum(line.good(0).picture()),
                    checksum(line.good(1).picture()),
                    checksum(other.good(0).picture()),
                    checksum(line.defective(Defect.HOLE, 0).picture()),
                    checksum(line.defective(Defect.BURR, 0).picture())
                })
                .doesNotHaveDuplicates();
    }

    @Test
    void leavesGoodPartsWithoutDefectAndMask() {
        SimulatedPart part = line.good(12);

        assertThat(part.good()).isTrue();
        assertThat(part.name()).isEqualTo("good_012");
        assertThat(part.defect()).isEmpty();
        assertThat(part.mask()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Defect.class)
    void namesTheDefectOfAPart(Defect defect) {
        SimulatedPart part = line.defective(defect, 5);

        assertThat(part.good()).isFalse();
        assertThat(part.defect()).contains(defect);
        assertThat(part.name()).isEqualTo(defect.code() + "_005");
        assertThat(defect.koreanName()).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource(Defect.class)
    void masksAsMuchOfThePictureAsARealDefectTakes(Defect defect) {
        for (int index = 0; index < 25; index++) {
            BufferedImage mask = line.defective(defect, index).mask().orElseThrow();

            assertThat(mask.getType()).isEqualTo(BufferedImage.TYPE_BYTE_BINARY);
            assertThat(mask.getWidth()).isEqualTo(384);
            assertThat(mask.getHeight()).isEqualTo(384);
            assertThat(100.0 * count(mask) / (384 * 384))
                    .as("share of the picture in percent, %s %d", defect, index)
                    .isBetween(0.03, 3.0);
        }
    }

    @ParameterizedTest
    @EnumSource(Defect.class)
    void changesThePictureWhereTheMaskIsAndNowhereElse(Defect defect) {
        for (int index = 0; index < 12; index++) {
            SimulatedPart part = line.defective(defect, index);
            BufferedImage mask = part.mask().orElseThrow();
            BufferedImage after = part.picture();
            BufferedImage before = line.beforeDefect(defect, index);

            int changed = 0;
            long strength = 0;
            for (int y = 0; y < 384; y++) {
                for (int x = 0; x < 384; x++) {
                    int difference = difference(before.getRGB(x, y), after.getRGB(x, y));
                    if (inside(mask, x, y)) {
                        changed += difference > 0 ? 1 : 0;
                        strength += difference;
                    } else if (difference > 0) {
                        // the soft shadow of a burr in a deep bore reaches far, by a few levels
                        assertThat(near(mask, x, y, difference > 3 ? 24 : 56))
                                .as("%s %d changed (%d, %d) by %d, far from its mask", defect, index, x, y, difference)
                                .isTrue();
                    }
                }
            }

            assertThat((double) changed / count(mask))
                    .as("share of the mask that changed, %s %d", defect, index)
                    .isGreaterThan(0.85);
            assertThat((double) strength / count(mask))
                    .as("mean change in levels of 255, %s %d", defect, index)
                    .isGreaterThan(5);
        }
    }

    @Test
    void jittersGoodPartsOnlySlightly() {
        BufferedImage first = line.good(0).picture();

        for (int index = 1; index < 6; index++) {
            BufferedImage other = line.good(index).picture();
            long sum = 0;
            for (int y = 0; y < 384; y++) {
                for (int x = 0; x < 384; x++) {
                    sum += difference(first.getRGB(x, y), other.getRGB(x, y));
                }
            }
            assertThat(sum / (384.0 * 384))
                    .as("mean difference in levels of 255")
                    .isBetween(2.0, 30.0);
        }
    }

    @ParameterizedTest
    @CsvSource({"128, 128", "640, 256", "200, 517"})
    void rendersAnySize(int width, int height) {
        SimulatedLine sized = SimulatedLine.builder().size(width, height).build();

        for (Defect defect : Defect.values()) {
            SimulatedPart part = sized.defective(defect, 1);
            assertThat(part.picture().getWidth()).isEqualTo(width);
            assertThat(part.picture().getHeight()).isEqualTo(height);
            assertThat(count(part.mask().orElseThrow())).isPositive();
        }
    }

    @Test
    void handsOutCopies() {
        SimulatedPart part = line.good(0);
        long before = checksum(part.picture());

        part.picture().setRGB(10, 10, 0xFF00FF);

        assertThat(checksum(part.picture())).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"127, 384, width", "384, 127, height", "4097, 384, width", "384, 2147483647, height", "-1, 384, width"})
    void rejectsSizesOutOfRange(int width, int height, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimulatedLine.builder().size(width, height))
                .withMessageContaining(named)
                .withMessageContaining("from 128 to 4096 pixels, but is");
    }

    @Test
    void rejectsNegativeIndexAndMissingDefect() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> line.good(-1))
                .withMessage("index must be at least 0, but is -1");
        assertThatIllegalArgumentException().isThrownBy(() -> line.defective(Defect.HOLE, -2));
        assertThatNullPointerException()
                .isThrownBy(() -> line.defective(null, 0))
                .withMessage("defect");
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static long checksum(BufferedImage image) {
        CRC32 checksum = new CRC32();
        for (int pixel : pixels(image)) {
            checksum.update(pixel >> 16);
            checksum.update(pixel >> 8);
            checksum.update(pixel);
        }
        return checksum.getValue();
    }

    private static int count(BufferedImage mask) {
        int count = 0;
        for (int y = 0; y < mask.getHeight(); y++) {
            for (int x = 0; x < mask.getWidth(); x++) {
                count += inside(mask, x, y) ? 1 : 0;
            }
        }
        return count;
    }

    private static boolean inside(BufferedImage mask, int x, int y) {
        return x >= 0
                && y >= 0
                && x < mask.getWidth()
                && y < mask.getHeight()
                && mask.getRaster().getSample(x, y, 0) == 1;
    }

    private static boolean near(BufferedImage mask, int x, int y, int margin) {
        for (int dy = -margin; dy <= margin; dy++) {
            for (int dx = -margin; dx <= margin; dx++) {
                if (inside(mask, x + dx, y + dy)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The largest difference of the three channels. */
    private static int difference(int first, int second) {
        int largest = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            largest = Math.max(largest, Math.abs(((first >> shift) & 0xFF) - ((second >> shift) & 0xFF)));
        }
        return largest;
    }
}

package io.defectsdk.core.internal.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.inspection.AnomalyMap;
import io.defectsdk.inspection.AnomalyRegion;
import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.PixelImage;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeatRendererTest {
    private static final int CALM = 0x182052;
    private static final double NG_THRESHOLD = 10;

    private final HeatColours colours = new HeatColours(NG_THRESHOLD);
    private final HeatRenderer renderer = new HeatRenderer(NG_THRESHOLD);

    @Test
    void placesScoresOnAFixedScale() {
        assertThat(colours.position(0)).isZero();
        assertThat(colours.position(5)).as("half the threshold").isZero();
        assertThat(colours.position(7.5f)).isCloseTo(0.25f, within(1e-6f));
        assertThat(colours.position(10)).as("the threshold").isEqualTo(0.5f);
        assertThat(colours.position(15)).isCloseTo(0.75f, within(1e-6f));
        assertThat(colours.position(20)).as("twice the threshold").isEqualTo(1);
        assertThat(colours.position(1_000_000)).isEqualTo(1);
    }

    @Test
    void placesHigherScoresNeverLower() {
        float before = 0;
        for (int i = 0; i <= 3_000; i++) {
            float position = colours.position(i / 100f);
            assertThat(position).isBetween(before, 1f);
            before = position;
        }
    }

    @Test
    void survivesATinyThreshold() {
        HeatColours tiny = new HeatColours(1e-6);

        assertThat(tiny.position(0)).isZero();
        assertThat(tiny.position(1)).isEqualTo(1);
    }

    @Test
    void paintsNoColourOutsideTheRange() {
        for (int i = 0; i <= 1_000; i++) {
            int colour = HeatColours.colour(i / 1_000f);
            assertThat(colour).isBetween(0, 0xFFFFFF);
            assertThat(HeatColours.opacity(i / 1_000f)).isBetween(0f, 0.65f);
        }
        assertThat(HeatColours.colour(0)).isEqualTo(CALM);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "17,40", "640,480", "333,1"})
    void drawsTheMapAsLargeAsThePictureAndAScaleBelow(int width, int height) {
        BufferedImage image = renderer.heatMap(even(width, height, 3));

        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isGreaterThanOrEqualTo(height + 5);
        assertThat(image.getRGB(width / 2, image.getHeight() - 1) & 0xFFFFFF)
                .as("the threshold's mark")
                .isEqualTo(0xFFFFFF);
    }

    private static AnomalyMap even(int width, int height, float score) {
        return new AnomalyMap(width, height, 1, 1, new float[] {score});
    }

    @Test
    void showsACalmMapInDarkBlueThroughout() {
        BufferedImage image = renderer.heatMap(even(64, 48, 4.9f));

        for (int y = 0; y < 48; y++) {
            for (int x = 0; x < 64; x++) {
                assertThat(image.getRGB(x, y) & 0xFFFFFF).isEqualTo(CALM);
            }
        }
    }

    @Test
    void showsAHotSpotInRedWhereItIs() {
        float[] grid = new float[64 * 64];
        for (int y = 10; y < 20; y++) {
            for (int x = 40; x < 50; x++) {
                grid[y * 64 + x] = 40;
            }
        }

        BufferedImage image = renderer.heatMap(new AnomalyMap(64, 64, 64, 64, grid));

        int hot = image.getRGB(45, 15) & 0xFFFFFF;
        assertThat(hot >> 16).isGreaterThan(150);
        assertThat(hot >> 8 & 0xFF).isLessThan(50);
        assertThat(hot & 0xFF).isLessThan(60);
        assertThat(image.getRGB(15, 45) & 0xFFFFFF).isEqualTo(CALM);
    }

    @Test
    void leavesAGoodPartsPictureAsItIs() {
        byte[] samples = new byte[32 * 24 * 3];
        Arrays.fill(samples, (byte) 120);
        PixelImage picture = PixelImage.ofBytes(32, 24, 3, samples);

        BufferedImage image = renderer.overlay(picture, even(32, 24, 9), List.of());

        assertThat(image.getWidth()).isEqualTo(32);
        assertThat(image.getHeight()).isEqualTo(24);
        for (int y = 0; y < 24; y++) {
            for (int x = 0; x < 32; x++) {
                assertThat(image.getRGB(x, y) & 0xFFFFFF).isEqualTo(0x787878);
            }
        }
    }

    @Test
    void laysHeatOverThePictureAndOutlinesRegions() {
        PixelImage picture = PixelImage.ofBytes(64, 64, 1, new byte[64 * 64]);
        float[] grid = new float[64 * 64];
        for (int y = 20; y < 40; y++) {
            for (int x = 20; x < 40; x++) {
                grid[y * 64 + x] = 30;
            }
        }
        AnomalyRegion region = new AnomalyRegion(new Box(20, 20, 20, 20), 400, 30, 30, 30);

        BufferedImage image = renderer.overlay(picture, new AnomalyMap(64, 64, 64, 64, grid), List.of(region));

        assertThat(image.getRGB(30, 30) >> 16 & 0xFF).as("red over black").isGreaterThan(80);
        assertThat(image.getRGB(5, 5) & 0xFFFFFF).isZero();
        assertThat(image.getRGB(20, 30) & 0xFF).as("the box's line").isGreaterThan(100);
    }

    @Test
    void drawsRegionsAtTheBorder() {
        PixelImage picture = PixelImage.ofBytes(20, 20, 1, new byte[400]);
        AnomalyRegion whole = new AnomalyRegion(new Box(0, 0, 20, 20), 400, 0, 0, 30);

        BufferedImage image = renderer.overlay(picture, even(20, 20, 30), List.of(whole));

        assertThat(image.getWidth()).isEqualTo(20);
    }
}

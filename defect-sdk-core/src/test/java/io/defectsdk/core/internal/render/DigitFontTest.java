package io.defectsdk.core.internal.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DigitFontTest {
    private static BufferedImage drawn(String text, int scale) {
        BufferedImage image =
                new BufferedImage(DigitFont.width(text, scale), DigitFont.height(scale), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        DigitFont.draw(graphics, text, 0, 0, scale, Color.WHITE);
        graphics.dispose();
        return image;
    }

    private static String dots(BufferedImage image) {
        StringBuilder dots = new StringBuilder();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                dots.append((image.getRGB(x, y) & 0xFFFFFF) == 0 ? '.' : '#');
            }
            dots.append('\n');
        }
        return dots.toString();
    }

    @Test
    void drawsFigures() {
        assertThat(dots(drawn("-1.4", 1))).isEqualTo("""
                ........#............#.
                .......##...........##.
                ........#..........#.#.
                #####...#.........#..#.
                ........#.........#####
                ........#....##......#.
                .......###...##......#.
                """);
    }

    @Test
    void drawsEachFigureAnotherWay() {
        Set<String> seen = new HashSet<>();
        for (char c : "0123456789.-".toCharArray()) {
            assertThat(seen.add(dots(drawn(String.valueOf(c), 1)))).as("%s", c).isTrue();
        }
    }

    @Test
    void leavesWhatItDoesNotKnowEmpty() {
        assertThat(dots(drawn("가 x", 1))).doesNotContain("#");
    }

    @Test
    void drawsDotsAsLargeAsAsked() {
        BufferedImage small = drawn("8", 1);
        BufferedImage large = drawn("8", 3);
        for (int y = 0; y < large.getHeight(); y++) {
            for (int x = 0; x < large.getWidth(); x++) {
                assertThat(large.getRGB(x, y)).isEqualTo(small.getRGB(x / 3, y / 3));
            }
        }
    }
}

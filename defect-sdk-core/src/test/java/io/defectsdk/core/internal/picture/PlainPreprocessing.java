package io.defectsdk.core.internal.picture;

import io.defectsdk.inspection.Preprocessing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** What {@link Preprocessing} says, written down pixel by pixel in decimal numbers, without a thought of time. */
final class PlainPreprocessing {
    private final int max;

    PlainPreprocessing(int bitDepth) {
        max = (1 << bitDepth) - 1;
    }

    /** Pixels of one or three samples each. */
    List<int[]> apply(Preprocessing steps, List<int[]> pixels) {
        List<int[]> result = pixels;
        if (steps.grayscale()) {
            result = result.stream().map(pixel -> new int[] {brightness(pixel)}).toList();
        }
        if (steps.contrast()) {
            result = toned(result, stretching(sorted(result)));
        }
        if (steps.histogram()) {
            result = toned(result, equalising(sorted(result)));
        }
        return result;
    }

    private static int brightness(int[] pixel) {
        if (pixel.length == 1) {
            return pixel[0];
        }
        return new BigDecimal("0.299")
                .multiply(BigDecimal.valueOf(pixel[0]))
                .add(new BigDecimal("0.587").multiply(BigDecimal.valueOf(pixel[1])))
                .add(new BigDecimal("0.114").multiply(BigDecimal.valueOf(pixel[2])))
                .setScale(0, RoundingMode.HALF_UP)
                .intValueExact();
    }

    private static List<Integer> sorted(List<int[]> pixels) {
        return pixels.stream().map(PlainPreprocessing::brightness).sorted().toList();
    }

    private IntUnaryOperator stretching(List<Integer> brightnesses) {
        int hundredth = brightnesses.size() / 100;
        int low = brightnesses.get(hundredth);
        int high = brightnesses.get(brightnesses.size() - 1 - hundredth);
        return brightness -> low == high
                ? brightness
                : Math.max(0, Math.min(max, rounded((long) (brightness - low) * max, high - low)));
    }

    private IntUnaryOperator equalising(List<Integer> brightnesses) {
        int lowest = brightnesses.get(0);
        long others = brightnesses.stream().filter(value -> value > lowest).count();
        return brightness -> {
            long upToThis = brightnesses.stream()
                    .filter(value -> value > lowest && value <= brightness)
                    .count();
            return others == 0 ? brightness : rounded(upToThis * max, others);
        };
    }

    private List<int[]> toned(List<int[]> pixels, IntUnaryOperator curve) {
        List<int[]> toned = new ArrayList<>();
        for (int[] pixel : pixels) {
            int from = brightness(pixel);
            int to = curve.applyAsInt(from);
            toned.add(pixel.length == 1 ? new int[] {to} : scaled(pixel, from, to));
        }
        return toned;
    }

    private int[] scaled(int[] pixel, int from, int to) {
        int strongest = Math.max(pixel[0], Math.max(pixel[1], pixel[2]));
        int[] scaled = new int[3];
        for (int channel = 0; channel < 3; channel++) {
            if (from == 0) {
                scaled[channel] = 0;
            } else if ((double) to / from > (double) max / strongest) {
                scaled[channel] = rounded((long) pixel[channel] * max, strongest);
            } else {
                scaled[channel] = rounded((long) pixel[channel] * to, from);
            }
        }
        return scaled;
    }

    private static int rounded(long dividend, long divisor) {
        return BigDecimal.valueOf(dividend)
                .divide(BigDecimal.valueOf(divisor), 0, RoundingMode.HALF_UP)
                .intValueExact();
    }
}

package io.defectsdk.benchmarks.metrics;

import io.defectsdk.inspection.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The connected regions of a mask, neighbours being the eight around a pixel. Immutable. */
public final class ConnectedRegions {
    private final int[] labels;
    private final int[] sizes;
    private final int width;

    /**
     * Of a mask.
     *
     * @param mask {@code [height, width]}, row-major
     */
    public ConnectedRegions(boolean[] mask, int width, int height) {
        this.width = width;
        labels = new int[mask.length];
        int[] found = new int[16];
        int[] stack = new int[mask.length];
        int count = 0;
        for (int start = 0; start < mask.length; start++) {
            if (mask[start] && labels[start] == 0) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, 2 * count);
                }
                found[count] = fill(mask, width, height, start, count + 1, stack);
                count++;
            }
        }
        sizes = Arrays.copyOf(found, count);
    }

    /** Labels all that hangs together with a pixel, and returns how much that is. */
    private int fill(boolean[] mask, int width, int height, int start, int label, int[] stack) {
        int size = 0;
        int top = 0;
        stack[top++] = start;
        labels[start] = label;
        while (top > 0) {
            int pixel = stack[--top];
            size++;
            int x = pixel % width;
            int y = pixel / width;
            for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
                for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
                    int next = ny * width + nx;
                    if (mask[next] && labels[next] == 0) {
                        labels[next] = label;
                        stack[top++] = next;
                    }
                }
            }
        }
        return size;
    }

    /** The smallest box around each, in the order of their topmost pixels. */
    public List<Box> boxes() {
        int[][] ends = new int[sizes.length][];
        for (int pixel = 0; pixel < labels.length; pixel++) {
            if (labels[pixel] == 0) {
                continue;
            }
            int x = pixel % width;
            int y = pixel / width;
            int[] end = ends[labels[pixel] - 1];
            if (end == null) {
                ends[labels[pixel] - 1] = new int[] {x, y, x, y};
            } else {
                end[0] = Math.min(end[0], x);
                end[2] = Math.max(end[2], x);
                end[3] = y; // rows come one after the other
            }
        }
        List<Box> boxes = new ArrayList<>();
        for (int[] end : ends) {
            boxes.add(new Box(end[0], end[1], end[2] - end[0] + 1, end[3] - end[1] + 1));
        }
        return boxes;
    }

    /** How many. */
    int count() {
        return sizes.length;
    }

    /** Pixels of the region that a pixel belongs to; 0 where it belongs to none. */
    int sizeAt(int pixel) {
        return labels[pixel] == 0 ? 0 : sizes[labels[pixel] - 1];
    }
}

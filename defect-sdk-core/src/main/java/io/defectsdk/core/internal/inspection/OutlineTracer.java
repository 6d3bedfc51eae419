package io.defectsdk.core.internal.inspection;

import io.defectsdk.inspection.AnomalyRegion;
import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.Vertex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Walks around a connected set of pixels (8-neighbourhood) along the cracks between pixels, and simplifies what it walked. A set whose
 * boundary is too long is first made of square blocks of pixels, each taken whole, until it is short enough, so that the
 * polygon contains the set whatever its size, and memory and time have a bound.
 */
final class OutlineTracer {
    /** Corners that are simplified; above this the blocks grow. */
    private static final int MAX_TRACED = 2_000;

    /** Blocks that a box is divided into at most: 128 kB of bits. */
    private static final long MAX_BLOCKS = 1 << 20;

    private final Box box;
    private final Iterable<PixelRun> runs;

    private OutlineTracer(Box box, Iterable<PixelRun> runs) {
        this.box = box;
        this.runs = runs;
    }

    /** The outline of the runs, which are connected and lie in the box; see {@link AnomalyRegion#outline()}. */
    static List<Vertex> outline(Box box, Iterable<PixelRun> runs) {
        return new OutlineTracer(box, runs).outline();
    }

    private List<Vertex> outline() {
        int block = 1;
        while (blocks(box.width(), block) * blocks(box.height(), block) > MAX_BLOCKS) {
            block *= 2;
        }
        // ends: one block, at the latest, has four corners
        while (true) {
            List<Vertex> traced = trace(block);
            if (traced.size() <= MAX_TRACED) {
                List<Vertex> simple = new OutlineSimplifier(traced, block).simplify(AnomalyRegion.MAX_OUTLINE);
                if (simple.size() <= AnomalyRegion.MAX_OUTLINE) {
                    return simple;
                }
            }
            block *= 2;
        }
    }

    private static long blocks(int pixels, int block) {
        return (pixels + block - 1L) / block;
    }

    /** The outer boundary clockwise, corners only. Stops as soon as there are too many. */
    private List<Vertex> trace(int block) {
        int columns = (int) blocks(box.width(), block);
        int rows = (int) blocks(box.height(), block);
        BitSet set = new BitSet(columns * rows);
        for (PixelRun run : runs) {
            int row = (run.y() - box.y()) / block * columns;
            set.set(row + (run.from() - box.x()) / block, row + (run.to() - box.x()) / block + 1);
        }
        int startX = set.nextSetBit(0); // the box is tight: its first row holds a block
        List<Vertex> corners = new ArrayList<>();
        int x = startX;
        int y = 0;
        // east, with the set on the right hand
        int dx = 1;
        int dy = 0;
        do {
            x += dx;
            y += dy;
            // the two blocks ahead; the left one first, so that diagonal neighbours stay together
            boolean left = holds(set, columns, rows, ahead(x, dx, dy), ahead(y, dy, -dx));
            boolean right = holds(set, columns, rows, ahead(x, dx, -dy), ahead(y, dy, dx));
            if (left || !right) {
                corners.add(vertex(x, y, block));
                int turned = left ? -dx : dx;
                dx = left ? dy : -dy;
                dy = turned;
            }
        } while ((x != startX || y != 0 || dx != 1) && corners.size() <= MAX_TRACED);
        return corners;
    }

    /** Index of the block beside a crack's end: forward along one axis, to one side along the other. */
    private static int ahead(int position, int forward, int sideways) {
        return forward + sideways > 0 ? position : position - 1;
    }

    private static boolean holds(BitSet set, int columns, int rows, int x, int y) {
        return x >= 0 && x < columns && y >= 0 && y < rows && set.get(y * columns + x);
    }

    private Vertex vertex(int x, int y, int block) {
        return new Vertex(
                box.x() + (int) Math.min(box.width(), (long) x * block),
                box.y() + (int) Math.min(box.height(), (long) y * block));
    }
}

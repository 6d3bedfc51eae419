package io.defectsdk.core.internal.inspection;

import io.defectsdk.inspection.Vertex;
import java.util.ArrayList;
import java.util.List;

/**
 * Leaves out corners of a clockwise polygon, those first whose triangle with their neighbours is smallest (Visvalingam and Whyatt, Line
 * generalisation by repeated elimination of points, 1993), but only where the polygon bends inwards: leaving such a corner out adds the
 * triangle and takes nothing away, so that the result contains the polygon. A corner whose triangle holds another
 * corner stays, so that edges do not come to cross.
 */
final class OutlineSimplifier {
    private final List<Vertex> corners;
    private final double tolerance;

    /**
     * A simplifier of one polygon.
     *
     * @param tolerance how far in pixels an edge may come to lie off a corner left out, unless there are too many corners
     */
    OutlineSimplifier(List<Vertex> corners, double tolerance) {
        this.corners = new ArrayList<>(corners);
        this.tolerance = tolerance;
    }

    /** Leaves out what the tolerance allows, and more while there are more than {@code limit} corners and one can go. */
    List<Vertex> simplify(int limit) {
        while (corners.size() > 4) {
            int smallest = smallest(corners.size() <= limit);
            if (smallest < 0) {
                break;
            }
            corners.remove(smallest);
        }
        return List.copyOf(corners);
    }

    private int smallest(boolean withinTolerance) {
        int best = -1;
        long bestArea = Long.MAX_VALUE;
        for (int i = 0; i < corners.size(); i++) {
            Vertex before = corners.get((i + corners.size() - 1) % corners.size());
            Vertex after = corners.get((i + 1) % corners.size());
            // y runs down: positive is a turn to the right, an outer corner of a clockwise polygon
            long turn = cross(before, corners.get(i), after);
            if (turn <= 0 && -turn < bestArea && (!withinTolerance || near(before, after, -turn)) && empty(i)) {
                best = i;
                bestArea = -turn;
            }
        }
        return best;
    }

    private boolean near(Vertex before, Vertex after, long doubledArea) {
        return doubledArea <= tolerance * Math.hypot(after.x() - before.x(), after.y() - before.y());
    }

    private boolean empty(int index) {
        Vertex before = corners.get((index + corners.size() - 1) % corners.size());
        Vertex corner = corners.get(index);
        Vertex after = corners.get((index + 1) % corners.size());
        if (before.equals(after)) {
            return false;
        }
        for (int i = 0; i < corners.size(); i++) {
            int steps = Math.floorMod(i - index, corners.size());
            boolean own = steps <= 1 || steps == corners.size() - 1;
            Vertex other = corners.get(i);
            if (!own
                    && within(other, before, corner, after)
                    && cross(before, corner, other) <= 0
                    && cross(corner, after, other) <= 0
                    && cross(after, before, other) <= 0) {
                return false;
            }
        }
        return true;
    }

    /** In their box: says where on its line a point lies when the three are on one. */
    private static boolean within(Vertex point, Vertex a, Vertex b, Vertex c) {
        return point.x() >= Math.min(a.x(), Math.min(b.x(), c.x()))
                && point.x() <= Math.max(a.x(), Math.max(b.x(), c.x()))
                && point.y() >= Math.min(a.y(), Math.min(b.y(), c.y()))
                && point.y() <= Math.max(a.y(), Math.max(b.y(), c.y()));
    }

    private static long cross(Vertex a, Vertex b, Vertex c) {
        return (long) (b.x() - a.x()) * (c.y() - b.y()) - (long) (b.y() - a.y()) * (c.x() - b.x());
    }
}

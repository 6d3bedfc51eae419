package io.defectsdk.catalog;

import static java.util.Objects.requireNonNull;

import io.defectsdk.inspection.Box;
import io.defectsdk.internal.Checks;
import java.util.List;

/** The outline of a marked region, in pixels of the upright picture. Immutable. */
public sealed interface RegionShape permits RegionShape.Rectangle, RegionShape.Polygon, Mask {
    /** The smallest box of whole pixels around it. */
    Box bounds();

    /** Whether the pixel in column {@code x} and row {@code y} belongs to it, by the pixel's centre. */
    boolean contains(int x, int y);

    /** A rectangle. */
    static RegionShape box(int x, int y, int width, int height) {
        return new Rectangle(new Box(x, y, width, height));
    }

    /**
     * A polygon, closed by itself.
     *
     * @param points 3 to 10,000 corners in order, not all on one line
     */
    static RegionShape polygon(List<Point> points) {
        return new Polygon(points);
    }

    /**
     * A rectangle.
     *
     * @param box its pixels
     */
    record Rectangle(Box box) implements RegionShape {
        /** Checks that there is a box. */
        public Rectangle {
            requireNonNull(box, "box");
        }

        @Override
        public Box bounds() {
            return box;
        }

        @Override
        public boolean contains(int x, int y) {
            return x >= box.x() && x - box.x() < box.width() && y >= box.y() && y - box.y() < box.height();
        }
    }

    /**
     * A polygon; where its edges cross, the even-odd rule says what is inside.
     *
     * @param points 3 to 10,000 corners in order; the last one is joined with the first
     */
    record Polygon(List<Point> points) implements RegionShape {
        /** Copies the points and checks their number. */
        public Polygon {
            points = List.copyOf(points);
            Checks.inRange(points.size(), "corners of a polygon", 3, 10_000);
            if (isLine(points)) {
                throw new IllegalArgumentException("the corners of a polygon must not all lie on one line, but its "
                        + points.size() + " do, from " + points.get(0) + " to " + points.get(points.size() - 1));
            }
        }

        private static boolean isLine(List<Point> points) {
            Point first = points.get(0);
            Point other = points.stream()
                    .filter(point -> !point.equals(first))
                    .findFirst()
                    .orElse(first);
            double dx = other.x() - first.x();
            double dy = other.y() - first.y();
            return points.stream().allMatch(point -> dx * (point.y() - first.y()) == dy * (point.x() - first.x()));
        }

        @Override
        public Box bounds() {
            int left =
                    (int) Math.floor(points.stream().mapToDouble(Point::x).min().orElseThrow());
            int top =
                    (int) Math.floor(points.stream().mapToDouble(Point::y).min().orElseThrow());
            int right =
                    (int) Math.ceil(points.stream().mapToDouble(Point::x).max().orElseThrow());
            int bottom =
                    (int) Math.ceil(points.stream().mapToDouble(Point::y).max().orElseThrow());
            return new Box(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
        }

        @Override
        public boolean contains(int x, int y) {
            double px = x + 0.5;
            double py = y + 0.5;
            boolean inside = false;
            Point previous = points.get(points.size() - 1);
            for (Point point : points) {
                if ((point.y() > py) != (previous.y() > py)
                        && px
                                < (previous.x() - point.x()) * (py - point.y()) / (previous.y() - point.y())
                                        + point.x()) {
                    inside = !inside;
                }
                previous = point;
            }
            return inside;
        }
    }
}

package io.defectsdk.core.internal.inspection;

import io.defectsdk.inspection.AnomalyMap;
import io.defectsdk.inspection.AnomalyRegion;
import io.defectsdk.inspection.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Finds the connected areas of a map (8-neighbourhood) above a threshold, row by row over runs of pixels, so that a large
 * picture takes no more memory than its regions' outlines.
 */
final class RegionFinder {
    private final AnomalyMap map;
    private final float threshold;
    private final List<Region> regions = new ArrayList<>();

    private RegionFinder(AnomalyMap map, float threshold) {
        this.map = map;
        this.threshold = threshold;
    }

    /** All areas above the threshold, highest peak first. */
    static List<AnomalyRegion> find(AnomalyMap map, double threshold) {
        return find(map, threshold, 1);
    }

    /** The areas above the threshold that have at least so many pixels, highest peak first. */
    static List<AnomalyRegion> find(AnomalyMap map, double threshold, long minimumArea) {
        return new RegionFinder(map, (float) threshold).find(minimumArea);
    }

    /** The pixel with the highest score, the first of several: as a region of its own. */
    static AnomalyRegion peak(AnomalyMap map) {
        float[] row = new float[map.width()];
        float highest = Float.NEGATIVE_INFINITY;
        int peakX = 0;
        int peakY = 0;
        for (int y = 0; y < map.height(); y++) {
            map.copyRow(y, row);
            for (int x = 0; x < row.length; x++) {
                if (row[x] > highest) {
                    highest = row[x];
                    peakX = x;
                    peakY = y;
                }
            }
        }
        return new AnomalyRegion(new Box(peakX, peakY, 1, 1), 1, peakX, peakY, highest);
    }

    private List<AnomalyRegion> find(long minimumArea) {
        List<Run> above = List.of();
        float[] row = new float[map.width()];
        for (int y = 0; y < map.height(); y++) {
            map.copyRow(y, row);
            List<Run> runs = runs(row, y);
            join(above, runs);
            above = runs;
        }
        return regions.stream()
                .filter(region -> region.parent == region && region.area >= minimumArea)
                .map(Region::toAnomalyRegion)
                .sorted(Comparator.comparingDouble(AnomalyRegion::peakScore)
                        .reversed()
                        .thenComparingInt(AnomalyRegion::peakY)
                        .thenComparingInt(AnomalyRegion::peakX))
                .toList();
    }

    private List<Run> runs(float[] row, int y) {
        List<Run> runs = new ArrayList<>();
        int x = 0;
        while (x < row.length) {
            if (!(row[x] > threshold)) {
                x++;
                continue;
            }
            int from = x;
            int peak = x;
            for (; x < row.length && row[x] > threshold; x++) {
                if (row[x] > row[peak]) {
                    peak = x;
                }
            }
            Region region = new Region(from, x - 1, y, peak, row[peak]);
            regions.add(region);
            runs.add(new Run(from, x - 1, region));
        }
        return runs;
    }

    private static void join(List<Run> above, List<Run> below) {
        int first = 0;
        for (Run run : below) {
            // diagonal neighbours touch: one pixel of slack on both sides
            while (first < above.size() && above.get(first).to < run.from - 1) {
                first++;
            }
            for (int i = first; i < above.size() && above.get(i).from <= run.to + 1; i++) {
                above.get(i).region.root().absorb(run.region.root());
            }
        }
    }

    private record Run(int from, int to, Region region) {}

    private static final class Region {
        private Region parent = this;
        private int left;
        private int right;
        private final int top;
        private int bottom;
        private List<PixelRun> runs = new ArrayList<>();
        private long area;
        /** Twice the sums of the pixel centres' coordinates. */
        private double sumX;

        private double sumY;
        private int peakX;
        private int peakY;
        private float peak;

        Region(int from, int to, int y, int peakX, float peak) {
            this.left = from;
            this.right = to;
            this.top = y;
            this.bottom = y;
            this.runs.add(new PixelRun(y, from, to));
            this.area = to - from + 1L;
            this.sumX = area * (from + to + 1.0);
            this.sumY = area * (2.0 * y + 1);
            this.peakX = peakX;
            this.peakY = y;
            this.peak = peak;
        }

        Region root() {
            Region region = this;
            while (region.parent != region) {
                region.parent = region.parent.parent;
                region = region.parent;
            }
            return region;
        }

        void absorb(Region other) {
            if (other == this) {
                return;
            }
            if (other.top < top) {
                other.absorb(this);
                return;
            }
            other.parent = this;
            left = Math.min(left, other.left);
            right = Math.max(right, other.right);
            bottom = Math.max(bottom, other.bottom);
            // the shorter list is copied, so that no shape makes this quadratic
            List<PixelRun> longer = runs.size() < other.runs.size() ? other.runs : runs;
            List<PixelRun> shorter = runs.size() < other.runs.size() ? runs : other.runs;
            longer.addAll(shorter);
            runs = longer;
            other.runs = List.of();
            area += other.area;
            sumX += other.sumX;
            sumY += other.sumY;
            if (other.peak > peak) {
                peak = other.peak;
                peakX = other.peakX;
                peakY = other.peakY;
            }
        }

        AnomalyRegion toAnomalyRegion() {
            Box box = new Box(left, top, right - left + 1, bottom - top + 1);
            return new AnomalyRegion(
                    box,
                    area,
                    sumX / (2.0 * area),
                    sumY / (2.0 * area),
                    peakX,
                    peakY,
                    peak,
                    OutlineTracer.outline(box, runs),
                    OptionalDouble.empty());
        }
    }
}

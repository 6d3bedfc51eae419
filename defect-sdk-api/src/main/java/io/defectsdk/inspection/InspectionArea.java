package io.defectsdk.inspection;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What of a picture is looked at: the whole of it, or some polygons; less other polygons. In fractions of width and height. What lies
 * outside is neither taught nor judged: it counts for no score and belongs to no region. Immutable.
 *
 * <p>A backbone sees some way around each place, so that what lies just beyond the border is not wholly without influence: leave
 * two patches' room around a label that changes from part to part, which is a sixteenth of the picture's side at the default's 32 patches.
 *
 * @param included polygons to look at; empty: the whole picture
 * @param excluded polygons to leave out, also where they overlap the former
 */
public record InspectionArea(List<AreaPolygon> included, List<AreaPolygon> excluded) {
    /** Rows and columns of points at which is looked whether anything is left. */
    private static final int RASTER = 1_024;

    private static final InspectionArea WHOLE = new InspectionArea(List.of(), List.of());

    /** Copies the lists; refuses an area that leaves nothing of the picture. */
    public InspectionArea {
        included = List.copyOf(included);
        excluded = List.copyOf(excluded);
        if (!excluded.isEmpty() && empty(included, excluded)) {
            throw new IllegalArgumentException(
                    "the excluded polygons leave nothing of the picture to look at, or less than a"
                            + " thousandth of its width: exclude less");
        }
    }

    /** The whole picture. */
    public static InspectionArea whole() {
        return WHOLE;
    }

    /** This area, where the polygon is looked at: beside those that were named before, and instead of the whole picture. */
    public InspectionArea with(AreaPolygon polygon) {
        return new InspectionArea(joined(included, polygon), excluded);
    }

    /** This area less a polygon. */
    public InspectionArea without(AreaPolygon polygon) {
        return new InspectionArea(included, joined(excluded, polygon));
    }

    private static List<AreaPolygon> joined(List<AreaPolygon> polygons, AreaPolygon added) {
        List<AreaPolygon> all = new ArrayList<>(polygons);
        all.add(requireNonNull(added, "polygon"));
        return all;
    }

    /** Whether this is the whole picture. */
    public boolean coversAll() {
        return included.isEmpty() && excluded.isEmpty();
    }

    /**
     * Which of {@code width} equal pixels of a row belong to the area, by their centres.
     *
     * @param y where the row's middle lies, as a share of the height
     */
    public boolean[] row(double y, int width) {
        return row(included, excluded, y, width);
    }

    private static boolean[] row(List<AreaPolygon> included, List<AreaPolygon> excluded, double y, int width) {
        boolean[] row = new boolean[width];
        Arrays.fill(row, included.isEmpty());
        for (AreaPolygon polygon : included) {
            boolean[] inside = polygon.row(y, width);
            for (int x = 0; x < width; x++) {
                row[x] |= inside[x];
            }
        }
        for (AreaPolygon polygon : excluded) {
            boolean[] inside = polygon.row(y, width);
            for (int x = 0; x < width; x++) {
                row[x] &= !inside[x];
            }
        }
        return row;
    }

    private static boolean empty(List<AreaPolygon> included, List<AreaPolygon> excluded) {
        for (int y = 0; y < RASTER; y++) {
            for (boolean inside : row(included, excluded, (y + 0.5) / RASTER, RASTER)) {
                if (inside) {
                    return false;
                }
            }
        }
        return true;
    }
}

package io.defectsdk.core.internal.patchcore;

import java.util.Arrays;

/**
 * Some patches whose nearest centre, of those they have been compared with, is the same one. It is brought up to date only when
 * its farthest patch may be the next centre; by then many centres have come, most of which the triangle inequality rules out
 * for all patches at once.
 */
final class CoresetCell {
    /** Patches in a cell at most, so that cells can be shared out among threads. */
    static final int CAPACITY = 512;

    /** More than rounding can make of a distance. */
    private static final float SAFETY = 1.0001f;

    private final int centre;
    private int[] members = new int[4];
    private int size;
    private int compared;
    private float farthest;

    /**
     * An empty one.
     *
     * @param centre the nearest centre, counted in the order of choice
     * @param compared centres that its patches have been compared with
     */
    CoresetCell(int centre, int compared) {
        this.centre = centre;
        this.compared = compared;
    }

    void add(int patch, float squaredDistance) {
        if (size == members.length) {
            members = Arrays.copyOf(members, 2 * size);
        }
        members[size++] = patch;
        farthest = Math.max(farthest, squaredDistance);
    }

    int size() {
        return size;
    }

    int member(int place) {
        return members[place];
    }

    boolean full() {
        return size == CAPACITY;
    }

    /** The squared distance of the farthest patch to its nearest centre, or more where this is not up to date. */
    float farthest() {
        return farthest;
    }

    /** How many centres its patches have been compared with. */
    int compared() {
        return compared;
    }

    /**
     * Compares with all centres that came since, and lets go of the patches that are nearer to one of these.
     *
     * @param squaredDistances of each patch to its nearest centre; updated
     * @return the patches that left and the centres that they belong to, in turn
     */
    int[] update(PatchSample patches, CoresetCentres centres, float[] squaredDistances) {
        Newcomers near = new Newcomers(centres);
        int[] left = {};
        int leaving = 0;
        int staying = 0;
        float radius = 0;
        for (int place = 0; place < size; place++) {
            int patch = members[place];
            float before = squaredDistances[patch];
            int nearest = before == 0 ? -1 : near.nearest(patches, patch, before);
            if (nearest < 0) {
                members[staying++] = patch;
                radius = Math.max(radius, before);
                continue;
            }
            squaredDistances[patch] = near.squaredDistance;
            if (leaving == left.length) {
                left = Arrays.copyOf(left, Math.max(8, 2 * leaving));
            }
            left[leaving++] = patch;
            left[leaving++] = nearest;
        }
        size = staying;
        farthest = radius;
        compared = centres.count();
        return Arrays.copyOf(left, leaving);
    }

    /** The centres that came since the cell was last compared, and that can be nearer to any of its patches, nearest first. */
    private final class Newcomers {
        private final CoresetCentres centres;
        private final long[] byDistance;
        private float squaredDistance;

        Newcomers(CoresetCentres centres) {
            this.centres = centres;
            float reach = (2 * SAFETY) * (2 * SAFETY) * farthest;
            long[] found = new long[16];
            int count = 0;
            for (int other = compared; other < centres.count(); other++) {
                float distance = centres.squaredDistanceUpTo(reach, centre, other);
                if (distance < reach) {
                    if (count == found.length) {
                        found = Arrays.copyOf(found, 2 * count);
                    }
                    // floats that are not negative are ordered as their bits are
                    found[count++] = (long) Float.floatToIntBits((float) Math.sqrt(distance)) << 32 | other;
                }
            }
            byDistance = Arrays.copyOf(found, count);
            Arrays.sort(byDistance);
        }

        /** The one nearest to a patch, if it is nearer than the patch's own centre, else -1. */
        int nearest(PatchSample patches, int patch, float before) {
            float toCentre = (float) Math.sqrt(before);
            float reach = SAFETY * 2 * toCentre;
            int nearest = -1;
            squaredDistance = before;
            for (long candidate : byDistance) {
                if (Float.intBitsToFloat((int) (candidate >>> 32)) >= reach) {
                    break;
                }
                float distance = centres.squaredDistanceUpTo(
                        squaredDistance, patches.values(patch), patches.offset(patch), (int) candidate);
                if (distance < squaredDistance) {
                    squaredDistance = distance;
                    nearest = (int) candidate;
                    reach = SAFETY * (toCentre + (float) Math.sqrt(distance));
                }
            }
            return nearest;
        }
    }
}

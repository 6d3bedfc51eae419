package io.defectsdk.benchmarks.similarity;

import io.defectsdk.core.internal.similarity.QueryVectors.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A way to search for a defect.
 *
 * @param name as the report has it
 * @param asked what is searched for
 * @param wholeShare which share the whole picture has in the similarity of regions; empty: what the index learned
 */
record RegionWay(String name, Function<EmbeddedDefect, Asked> asked, OptionalDouble wholeShare) {
    /** The one that the others are compared with: whole pictures. */
    static final RegionWay PICTURE = new RegionWay("picture", EmbeddedDefect::asWhole, OptionalDouble.empty());

    private static final List<Double> SHARES = List.of(0.0, 0.25, 0.5, 0.75);

    /** All, that one first, the library's own way second. */
    static List<RegionWay> all() {
        List<RegionWay> all = new ArrayList<>();
        all.add(PICTURE);
        all.add(new RegionWay("region", EmbeddedDefect::byFound, OptionalDouble.empty()));
        for (double share : SHARES) {
            String name = String.format(Locale.ROOT, "region_whole_share_%.2f", share);
            all.add(new RegionWay(name, EmbeddedDefect::byFound, OptionalDouble.of(share)));
        }
        all.add(new RegionWay("region_of_mask", EmbeddedDefect::byDrawn, OptionalDouble.empty()));
        return all;
    }
}

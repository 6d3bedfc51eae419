package io.defectsdk.core.internal.patchcore;

import io.defectsdk.core.internal.concurrent.Parallel;
import java.util.List;
import java.util.stream.IntStream;

/** A memory bank made ready for search, each grid's patches among the vectors of their own section. Immutable and thread-safe. */
public final class BankSearch {
    private final MemoryBank bank;
    private final List<BankIndex> sections;

    /** For a bank. */
    public BankSearch(MemoryBank bank, BankIndex.Matrices matrices) {
        this.bank = bank;
        this.sections = IntStream.range(0, bank.sections().length)
                .mapToObj(section -> new BankIndex(bank.section(section), matrices))
                .toList();
    }

    /** The bank. */
    public MemoryBank bank() {
        return bank;
    }

    /**
     * Each patch's nearest vector.
     *
     * @throws IllegalArgumentException if patches and bank do not have as many grids, or not the same dimension
     */
    public Neighbours nearest(PatchGrid patches, Parallel parallel) {
        if (patches.shapes().size() != sections.size()) {
            throw new IllegalArgumentException("the bank has " + sections.size() + " sections, but the patches "
                    + patches.shapes().size() + " grids");
        }
        if (sections.size() == 1) {
            return sections.get(0).nearest(patches, parallel);
        }
        Neighbours all = new Neighbours(new float[patches.count()], new int[patches.count()]);
        int place = 0;
        for (int section = 0; section < sections.size(); section++) {
            Neighbours found = sections.get(section).nearest(patches.grid(section), parallel);
            int first = bank.first(section);
            for (int i = 0; i < found.vectors().length; i++, place++) {
                all.squaredDistances()[place] = found.squaredDistances()[i];
                all.vectors()[place] = first + found.vectors()[i];
            }
        }
        return all;
    }
}

package io.defectsdk.core.internal.guide;

import io.defectsdk.guide.GuideSection;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Lists by section. Confined to one thread.
 *
 * @param <T> what is listed
 */
final class Sections<T> {
    private final Map<GuideSection, List<T>> lists = new EnumMap<>(GuideSection.class);

    /** A section's list, to be added to. */
    List<T> of(GuideSection section) {
        return lists.computeIfAbsent(section, empty -> new ArrayList<>());
    }

    boolean isEmpty() {
        return lists.values().stream().allMatch(List::isEmpty);
    }
}

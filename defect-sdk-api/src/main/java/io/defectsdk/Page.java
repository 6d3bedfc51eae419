package io.defectsdk;

import java.util.List;
import java.util.Optional;

/**
 * One page of a list that is read by key: what is added or retired between two pages neither repeats nor hides another
 * item. Immutable.
 *
 * @param items of this page, in the list's order; empty only when there are no more
 * @param next where the next page begins, for {@link PageRequest#after(String)}; empty on the last page
 * @param <T> what is listed
 */
public record Page<T>(List<T> items, Optional<String> next) {
    /** Copies the items. */
    public Page {
        items = List.copyOf(items);
    }
}

package io.defectsdk;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

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

    /**
     * All items of a list, page after page, each page read when it is needed: {@code Page.stream(page ->
     * sdk.pictures().list(filter, page), PageRequest.first(500))}.
     *
     * @param list reads a page
     * @param first the first page
     */
    public static <T> Stream<T> stream(Function<PageRequest, Page<T>> list, PageRequest first) {
        return Stream.iterate(Optional.of(list.apply(first)), Optional::isPresent, page -> page.flatMap(Page::next)
                        .map(next -> list.apply(first.after(next))))
                .flatMap(page -> page.orElseThrow().items().stream());
    }
}

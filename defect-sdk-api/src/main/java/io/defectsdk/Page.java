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

    /**
     * For stores: a page of what was read from where the page begins.
     *
     * @param read one item more than the page holds, if there are as many: that is how the last page is told
     * @param size items of the page at most
     * @param key by which the next page begins after an item
     */
    public static <T> Page<T> of(List<T> read, int size, Function<? super T, String> key) {
        return read.size() <= size
                ? new Page<>(read, Optional.empty())
                : new Page<>(read.subList(0, size), Optional.of(key.apply(read.get(size - 1))));
    }
}

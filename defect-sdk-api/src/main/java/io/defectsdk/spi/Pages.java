package io.defectsdk.spi;

import io.defectsdk.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How stores cut a list into pages. */
public final class Pages {
    private Pages() {}

    /**
     * A page of what was read from where the page begins.
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

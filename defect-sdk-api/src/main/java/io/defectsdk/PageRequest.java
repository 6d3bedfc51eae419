package io.defectsdk;

import static java.util.Objects.requireNonNull;

import io.defectsdk.internal.Checks;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which part of a list is asked for. Immutable. */
public final class PageRequest {
    private final int size;
    private final @Nullable String after;

    private PageRequest(int size, @Nullable String after) {
        this.size = size;
        this.after = after;
    }

    /**
     * The first page.
     *
     * @param size items at most, 1 to 1,000
     */
    public static PageRequest first(int size) {
        return new PageRequest(Checks.inRange(size, "page size", 1, 1_000), null);
    }

    /**
     * The page that begins where another one ended, in the same list.
     *
     * @param cursor the other page's {@link Page#next()}; its form is not for callers to rely on
     */
    public PageRequest after(String cursor) {
        return new PageRequest(size, requireNonNull(cursor, "cursor"));
    }

    /** Items at most. */
    public int size() {
        return size;
    }

    /** Where it begins; empty: at the beginning. */
    public Optional<String> after() {
        return Optional.ofNullable(after);
    }
}

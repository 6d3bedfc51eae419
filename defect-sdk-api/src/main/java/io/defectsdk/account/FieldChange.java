package io.defectsdk.account;

import java.util.Optional;

/**
 * One value that changed. Immutable.
 *
 * @param field its name, such as {@code name} or {@code image_threshold}
 * @param before what it was; empty when it was not set
 * @param after what it is; empty when it is not set any more
 */
public record FieldChange(String field, Optional<String> before, Optional<String> after) {
    /** Between two values that are both set. */
    public static FieldChange of(String field, String before, String after) {
        return new FieldChange(field, Optional.of(before), Optional.of(after));
    }

    /** Whether the value is another one: what is not, is not logged. */
    public boolean differs() {
        return !before.equals(after);
    }
}

package io.defectsdk.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {
    private final List<String> closed = new ArrayList<>();

    private Runnable closing(String name) {
        return () -> closed.add(name);
    }

    private Runnable failing(String name, RuntimeException failure) {
        return () -> {
            closed.add(name);
            throw failure;
        };
    }

    @Test
    void closesAllAlsoWhereSeveralFail() {
        IllegalStateException first = new IllegalStateException("first");
        IllegalStateException second = new IllegalStateException("second");

        assertThatThrownBy(() ->
                        Closing.all(List.of(closing("a"), failing("b", first), failing("c", second), closing("d"))))
                .isSameAs(first)
                .hasSuppressedException(second);
        assertThat(closed).containsExactly("a", "b", "c", "d");
    }

    @Test
    void addsAFailureToItsReason() {
        OutOfMemoryError reason = new OutOfMemoryError("reason");
        IllegalStateException failure = new IllegalStateException("failure");

        Closing.after(reason, failing("a", failure));
        Closing.after(reason, () -> {
            throw reason;
        });

        assertThat(reason.getSuppressed()).containsExactly(failure);
    }
}

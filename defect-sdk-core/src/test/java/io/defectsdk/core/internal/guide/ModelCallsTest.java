package io.defectsdk.core.internal.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.ErrorCode;
import io.defectsdk.LanguageModelException;
import io.defectsdk.spi.LanguageModel;
import io.defectsdk.spi.ModelAnswer;
import io.defectsdk.spi.ModelAnswer.End;
import io.defectsdk.spi.ModelRequest;
import io.defectsdk.spi.ModelRequest.Message;
import io.defectsdk.spi.ModelRequest.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ModelCallsTest {
    private interface Answering {
        ModelAnswer answer(ModelRequest request, Consumer<String> tokens);
    }

    private static LanguageModel model(Answering answering) {
        return new LanguageModel() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public ModelAnswer answer(ModelRequest request, Consumer<String> tokens) {
                return answering.answer(request, tokens);
            }
        };
    }

    private static ModelRequest within(Duration timeout) {
        return new ModelRequest(
                Optional.empty(), false, List.of(new Message(Role.USER, "?")), 0, 10, Optional.empty(), timeout);
    }

    private static ModelAnswer said(String text) {
        return new ModelAnswer(text, End.COMPLETE, "m", OptionalInt.empty(), OptionalInt.empty());
    }

    /** Sleeps on, whatever happens. */
    private static void stall(CountDownLatch until) {
        while (until.getCount() > 0) {
            try {
                until.await();
            } catch (InterruptedException e) {
                // that is what is tested
            }
        }
    }

    @Test
    void givesTheAnswerAndItsPieces() {
        List<String> pieces = new ArrayList<>();
        try (ModelCalls calls = new ModelCalls(
                model((request, tokens) -> {
                    tokens.accept("a");
                    tokens.accept("");
                    tokens.accept("b");
                    return said("ab");
                }),
                1)) {
            assertThat(calls.ask(within(Duration.ofSeconds(5)), pieces::add).text())
                    .isEqualTo("ab");
        }
        assertThat(pieces).containsExactly("a", "b");
    }

    @Test
    void oneThatStallsAndCannotBeInterruptedHoldsUpNothingButItsPlace() {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        try (ModelCalls calls = new ModelCalls(
                model((request, tokens) -> {
                    asked.incrementAndGet();
                    stall(end);
                    return said("");
                }),
                1)) {
            assertCode(calls, Duration.ofMillis(200), ErrorCode.DEADLINE_PASSED);
            assertCode(calls, Duration.ofMillis(200), ErrorCode.BUSY);
            assertThat(asked).hasValue(1);
        } finally {
            end.countDown();
        }
    }

    @Test
    void oneThatFloodsIsStopped() {
        AtomicInteger pieces = new AtomicInteger();
        try (ModelCalls calls = new ModelCalls(
                model((request, tokens) -> {
                    while (true) {
                        tokens.accept("0123456789");
                    }
                }),
                1)) {
            assertThatThrownBy(() -> calls.ask(within(Duration.ofSeconds(10)), piece -> pieces.incrementAndGet()))
                    .isInstanceOfSatisfying(LanguageModelException.class, e -> assertThat(e.code())
                            .isEqualTo(ErrorCode.LANGUAGE_MODEL_BROKEN));
        }
        assertThat(pieces).hasValueLessThanOrEqualTo(16);
    }

    @Test
    void aBugOfTheModelsIsAFailureLikeAnother() {
        try (ModelCalls calls = new ModelCalls(
                model((request, tokens) -> {
                    throw new IllegalStateException("bug");
                }),
                1)) {
            assertCode(calls, Duration.ofSeconds(5), ErrorCode.LANGUAGE_MODEL_UNAVAILABLE);
            assertCode(calls, Duration.ofSeconds(5), ErrorCode.LANGUAGE_MODEL_UNAVAILABLE); // its place is free again
        }
    }

    @Test
    void whoeverIsInterruptedStaysSo() {
        CountDownLatch end = new CountDownLatch(1);
        try (ModelCalls calls = new ModelCalls(
                model((request, tokens) -> {
                    stall(end);
                    return said("");
                }),
                1)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> calls.ask(within(Duration.ofSeconds(5)), piece -> {}))
                    .isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isTrue();
        } finally {
            end.countDown();
        }
    }

    @Test
    void nothingIsAskedOnceItIsClosed() {
        ModelCalls calls = new ModelCalls(model((request, tokens) -> said("")), 1);
        calls.close();

        assertCode(calls, Duration.ofSeconds(5), ErrorCode.LANGUAGE_MODEL_UNAVAILABLE);
    }

    private static void assertCode(ModelCalls calls, Duration timeout, ErrorCode code) {
        assertThatThrownBy(() -> calls.ask(within(timeout), piece -> {}))
                .isInstanceOfSatisfying(
                        LanguageModelException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}

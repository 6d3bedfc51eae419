package io.defectsdk.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.ModelLoadException;
import io.defectsdk.similarity.Embedding;
import io.defectsdk.spi.SentenceEncoder.EmbeddedText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodersTest {
    private static final Embedding EMBEDDING = Embedding.of(new float[] {1, 0});

    @Test
    void noneHoldsNoEncoderOfAnyKind() {
        assertThat(Encoders.none().ids()).isEmpty();
        assertThat(Encoders.none().sentenceIds()).isEmpty();
        assertThat(Encoders.none().defaultSentences()).isEmpty();
        assertThatThrownBy(() -> Encoders.none().sentences("e5"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("'e5'");
    }

    @Test
    void anEncoderThatCannotTellPiecesGivesNone() {
        assertThat(new EmbeddedText(EMBEDDING, 0, 0, false).pieces()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "3, -1", "-1, 0", "0, 1"})
    void refusesCountsOfPiecesThatCannotBe(int pieces, int unknown) {
        assertThatThrownBy(() -> new EmbeddedText(EMBEDDING, pieces, unknown, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(String.valueOf(pieces), String.valueOf(unknown));
    }
}

package io.defectsdk.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;

class NameSearchTest {
    private static float rank(String text, String name) {
        return NameSearch.of(text, 10).rank(name);
    }

    @Test
    void findsPartsOfNamesWhateverTheirCase() {
        assertThat(rank("기공", "주조 기공 (깊음)")).isGreaterThan(1);
        assertThat(rank("BURR", "sharp burr")).isGreaterThan(1);
        assertThat(rank("공", "기공")).isGreaterThanOrEqualTo(1);
    }

    @Test
    void findsNamesInEitherForm() {
        String decomposed = Normalizer.normalize("기공", Normalizer.Form.NFD);

        assertThat(rank("기공", decomposed)).isEqualTo(2);
        assertThat(rank(decomposed, "기공")).isEqualTo(2);
    }

    @Test
    void forgivesATypingError() {
        assertThat(rank("scrach", "scratch")).isBetween(0.3f, 1f);
        assertThat(rank("hole", "scratch")).isZero();
    }

    @Test
    void ranksTheClosestNameFirst() {
        assertThat(rank("hole", "hole")).isEqualTo(2);
        assertThat(rank("hole", "holes")).isBetween(1f, 2f);
        assertThat(rank("hole", "holes")).isGreaterThan(rank("hole", "a hole in a long name"));
    }

    /** The example of the documentation of pg_trgm: the trigrams of "word" and "two words" share four of eleven. */
    @Test
    void countsTrigramsAsPostgresDoes() {
        assertThat(rank("word", "two words")).isEqualTo(1 + 0.36363637f, within(1e-6f));
    }

    /** As PostgreSQL's lower() does it, where Java's would write another sigma at a word's end and a dot of its own. */
    @Test
    void lowersSingleLetters() {
        assertThat(NameSearch.normalised("ΟΔΟΣ İ ẞ")).isEqualTo("οδοσ i ß");
    }

    @Test
    void refusesAnEmptyTextAndALimitOutOfRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> NameSearch.of(" ", 10));
        assertThatIllegalArgumentException().isThrownBy(() -> NameSearch.of("a".repeat(101), 10));
        assertThatIllegalArgumentException().isThrownBy(() -> NameSearch.of("a", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> NameSearch.of("a", 101));
    }
}

package io.defectsdk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.config.PictureRetention.Rule;
import io.defectsdk.inspection.Verdict;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureRetentionTest {
    private static final String LOWEST = "0".repeat(64);
    private static final String HIGHEST = "f".repeat(64);

    @ParameterizedTest
    @CsvSource({
        "all, true, true, true",
        "none, false, false, false",
        "ngAndReview, true, true, false",
        "ngOnly, true, false, false"
    })
    void keepsByVerdict(String name, boolean ng, boolean review, boolean ok) {
        Rule rule =
                switch (name) {
                    case "all" -> Rule.all();
                    case "none" -> Rule.none();
                    case "ngAndReview" -> Rule.ngAndReview();
                    default -> new Rule(true, false, 0);
                };
        for (String hash : new String[] {LOWEST, HIGHEST}) {
            assertThat(rule.keeps(Verdict.NG, hash)).isEqualTo(ng);
            assertThat(rule.keeps(Verdict.REVIEW, hash)).isEqualTo(review);
            assertThat(rule.keeps(Verdict.OK, hash)).isEqualTo(ok);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.1, 0.5, 0.9})
    void keepsTheShareAskedForOfManyPictures(double share) throws Exception {
        Rule rule = Rule.ngAndReview().withOkSample(share);
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        int kept = 0;
        int pictures = 40_000;
        for (int i = 0; i < pictures; i++) {
            String hash = HexFormat.of()
                    .formatHex(sha256.digest(ByteBuffer.allocate(4).putInt(i).array()));
            boolean keeps = rule.keeps(Verdict.OK, hash);
            assertThat(rule.keeps(Verdict.OK, hash)).as("the same again").isEqualTo(keeps);
            kept += keeps ? 1 : 0;
        }
        assertThat((double) kept / pictures).isCloseTo(share, within(4 * Math.sqrt(share * (1 - share) / pictures)));
    }

    @Test
    void keepsWithALargerShareWhatASmallerOneKeeps() {
        for (int i = 0; i < 1_000; i++) {
            String hash = String.format("%08x", i * 4_294_967L) + "0".repeat(56);
            if (Rule.none().withOkSample(0.1).keeps(Verdict.OK, hash)) {
                assertThat(Rule.none().withOkSample(0.2).keeps(Verdict.OK, hash))
                        .isTrue();
            }
        }
    }

    @Test
    void hasItsOwnRuleForAProduct() {
        PictureRetention first = PictureRetention.of(Rule.none());

        PictureRetention second = first.with("prod1", Rule.all()).with("prod2", Rule.ngAndReview());

        assertThat(second.rule("prod1")).isEqualTo(Rule.all());
        assertThat(second.rule("prod2")).isEqualTo(Rule.ngAndReview());
        assertThat(second.rule("prod3")).isEqualTo(Rule.none());
        assertThat(second.with("prod1", Rule.none()).rule("prod1")).isEqualTo(Rule.none());
        assertThat(first.rule("prod1")).as("the first is unchanged").isEqualTo(Rule.none());
    }

    @Test
    void keepsNgAndReviewAndOneInAHundredByDefault() {
        assertThat(PictureRetention.recommended().rule("any")).isEqualTo(new Rule(true, true, 0.01));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void refusesSharesThatAreNone(double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rule.all().withOkSample(share))
                .withMessageContaining("okSample must be in [0.0, 1.0], but is " + share);
    }
}

package io.defectsdk.core.internal.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.ErrorCode;
import io.defectsdk.ManualException;
import io.defectsdk.core.internal.guide.IndexedPassage.Meaning;
import io.defectsdk.guide.GuideSection;
import io.defectsdk.guide.ManualIndexSummary.EncoderName;
import io.defectsdk.guide.ManualSentence;
import io.defectsdk.guide.PageArea;
import io.defectsdk.guide.Passage;
import io.defectsdk.similarity.Embedding;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ManualIndexCodecTest {
    private static final Passage PASSAGE = new Passage(
            "1.2.3",
            1,
            "설비.pdf",
            2,
            "prod1",
            List.of("1. 기공", "원인"),
            Optional.of("hole"),
            List.of(
                    new ManualSentence(
                            Optional.of(GuideSection.CAUSE),
                            3,
                            10,
                            20,
                            "가스가 남는다.",
                            List.of(new PageArea(1.5f, 2, 3, 4), new PageArea(1, 2, 3.25f, 4))),
                    new ManualSentence(Optional.empty(), 4, 0, 1, "끝", List.of())));

    private static ManualIndexContent byMeaning() {
        return new ManualIndexContent(
                "reader-1",
                Optional.of(new EncoderName("e5", "ab".repeat(32))),
                3,
                List.of(
                        indexed(
                                new Meaning("cd".repeat(32), Embedding.of(new float[] {1, 0, 0}), 2, true),
                                new Meaning("ce".repeat(32), Embedding.of(new float[] {0, 1, 0}), 0, false)),
                        indexed(
                                new Meaning("cd".repeat(32), Embedding.of(new float[] {1, 0, 0}), 2, true),
                                new Meaning("ef".repeat(32), Embedding.of(new float[] {0, 0.6f, 0.8f}), 0, false))));
    }

    private static IndexedPassage indexed(Meaning... meanings) {
        return new IndexedPassage(PASSAGE, List.of(meanings));
    }

    @Test
    void whatIsWrittenIsRead() {
        ManualIndexContent index = byMeaning();

        ManualIndexContent read = ManualIndexCodec.decode(ManualIndexCodec.encode(index));

        assertThat(read).isEqualTo(index);
    }

    @Test
    void withoutMeaningsToo() {
        ManualIndexContent index = new ManualIndexContent("reader-1", Optional.empty(), 0, List.of(indexed()));

        assertThat(ManualIndexCodec.decode(ManualIndexCodec.encode(index))).isEqualTo(index);
    }

    @Test
    void theSameIndexIsTheSameBytes() {
        assertThat(ManualIndexCodec.encode(byMeaning())).isEqualTo(ManualIndexCodec.encode(byMeaning()));
    }

    @Test
    void whateverIsCutOffOrAppendedIsRefused() {
        byte[] bytes = ManualIndexCodec.encode(byMeaning());
        for (int length = 0; length < bytes.length; length++) {
            assertUnreadable(Arrays.copyOf(bytes, length));
        }
        assertUnreadable(Arrays.copyOf(bytes, bytes.length + 1));
    }

    @Test
    void damageIsRefusedOrGivesAnIndexAllTheSame() {
        byte[] bytes = ManualIndexCodec.encode(byMeaning());
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
            try {
                ManualIndexCodec.decode(damaged);
            } catch (ManualException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.MANUAL_INDEX_UNREADABLE);
            }
        }
    }

    @Test
    void aNewerFormatSaysSo() {
        byte[] bytes = ManualIndexCodec.encode(byMeaning());
        bytes[8] = 2;

        assertThatThrownBy(() -> ManualIndexCodec.decode(bytes)).hasMessageContaining("format 2");
    }

    private static void assertUnreadable(byte[] bytes) {
        assertThatThrownBy(() -> ManualIndexCodec.decode(bytes))
                .isInstanceOfSatisfying(
                        ManualException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MANUAL_INDEX_UNREADABLE));
    }
}

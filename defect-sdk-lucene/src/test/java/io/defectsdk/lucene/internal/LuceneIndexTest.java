package io.defectsdk.lucene.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.defectsdk.spi.LexicalIndex;
import io.defectsdk.spi.LexicalIndex.Clause;
import io.defectsdk.spi.LexicalIndex.Document;
import io.defectsdk.spi.LexicalIndex.Hit;
import io.defectsdk.spi.LexicalIndex.Word;
import io.defectsdk.spi.LexicalIndexProvider.Analysis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LuceneIndexTest {
    private static final Document HOLE = new Document("hole", "기공", "주형 가스 배출구가 막히면 용탕 안의 공기가 빠지지 않는다.");
    private static final Document BURR = new Document("burr", "날개 버 (burr)", "클램프 압력이 부족하면 용탕이 새어나온다.");
    private static final Document THREAD = new Document("thread", "실밥", "작업자의 방진복에서 섬유가 떨어진다. Wear gloves.");

    private LexicalIndex index = korean(List.of(HOLE, BURR, THREAD));

    private static LexicalIndex korean(List<Document> documents) {
        return new LuceneIndexProvider().index(documents, List.of("가스배출구"), Analysis.KOREAN);
    }

    @AfterEach
    void close() {
        index.close();
    }

    private List<String> search(String words, String... ids) {
        Optional<Set<String>> where = ids.length == 0 ? Optional.empty() : Optional.of(Set.of(ids));
        return index.search(List.of(new Clause(words, 1)), where, 10).stream()
                .map(Hit::id)
                .toList();
    }

    @Test
    void findsKoreanWordsWhateverIsAttachedToThem() {
        assertThat(search("압력을 올렸습니다")).containsExactly("burr");
        assertThat(search("섬유")).containsExactly("thread");
        assertThat(search("용탕은")).containsExactlyInAnyOrder("hole", "burr");
    }

    @Test
    void findsLatinWordsInAnyCaseAndNumber() {
        assertThat(search("BURRS")).containsExactly("burr");
        assertThat(search("glove")).containsExactly("thread");
    }

    @Test
    void countsATitleMore() {
        index.close();
        index = korean(List.of(new Document("text", "기타", "기공 기타"), new Document("title", "기공", "기타 기타")));

        assertThat(search("기공")).containsExactly("title", "text");
    }

    @Test
    void looksOnlyWhereItIsAskedTo() {
        assertThat(search("용탕 섬유", "thread")).containsExactly("thread");
        assertThat(search("용탕", "thread")).isEmpty();
        assertThat(search("용탕", "unknown")).isEmpty();
        assertThat(index.search(List.of(new Clause("용탕", 1)), Optional.of(Set.of()), 10))
                .isEmpty();
    }

    @Test
    void findsNothingByWordsThatMeanNothing() {
        assertThat(search("은 는 이 가")).isEmpty();
        assertThat(search("")).isEmpty();
        assertThat(search("!!! ...")).isEmpty();
        assertThat(search("+-&|!(){}[]^\"~*?:\\/")).isEmpty();
    }

    @Test
    void keepsTheDocumentsOrderWhereScoresAreEqual() {
        index.close();
        List<Document> same = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            same.add(new Document("d" + i, "기공", "용탕"));
        }
        index = korean(same);

        assertThat(search("기공"))
                .containsExactlyElementsOf(
                        same.stream().limit(10).map(Document::id).toList());
    }

    @Test
    void weighsWhatWasAddedLess() {
        List<Hit> hits = index.search(List.of(new Clause("방진복", 1), new Clause("클램프", 0.1f)), Optional.empty(), 10);

        assertThat(hits).extracting(Hit::id).containsExactly("thread", "burr");
        assertThat(hits.get(0).score()).isGreaterThan(2 * hits.get(1).score());
    }

    @Test
    void saysHowRareAWordIs() {
        assertThat(index.words("용탕이 unknownword")).containsExactly(new Word("용탕", 2), new Word("unknownword", 0));
    }

    @Test
    void takesAPastedPage() {
        String page = "용탕 온도가 높으면 기공이 생긴다. ".repeat(5_000);

        assertThat(search(page)).startsWith("hole");
    }

    @Test
    void findsNothingInNothing() {
        index.close();
        index = korean(List.of());

        assertThat(search("기공")).isEmpty();
        assertThat(index.size()).isZero();
    }

    @Test
    void plainAnalysisKnowsNoParticles() {
        index.close();
        index = new LuceneIndexProvider().index(List.of(HOLE, BURR, THREAD), List.of(), Analysis.PLAIN);

        assertThat(search("압력이")).containsExactly("burr");
        assertThat(search("압력을")).isEmpty();
    }

    @Test
    void refusesTwoDocumentsOfOneIdAndALimitOfNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> korean(List.of(HOLE, HOLE)))
                .withMessageContaining("hole");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index.search(List.of(new Clause("기공", 1)), Optional.empty(), 0))
                .withMessageContaining("0");
    }
}

package io.defectsdk.core.internal.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.core.internal.guide.Glossary.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class GlossaryTest {
    private static final Glossary GLOSSARY =
            Glossary.of(Kind.DEFECT, List.of(List.of("기공", "핀홀", "Gas_Hole"), List.of("버", "burr"), List.of("crack")));

    @Test
    void saysInOtherWordsWhatATextNames() {
        assertThat(GLOSSARY.expansions("핀홀이 보이고 BURR 도 있어요")).containsExactly("기공", "gas hole", "버");
        assertThat(GLOSSARY.expansions("서버 점검")).isEmpty();
        assertThat(GLOSSARY.expansions("crack")).isEmpty();
    }

    @Test
    void knowsWhatMeansTheSame() {
        assertThat(GLOSSARY.synonyms(List.of("gas hole", "own word")))
                .containsExactly("gas hole", "own word", "기공", "핀홀");
    }

    @Test
    void takesAHostsWordsBesideItsOwn() {
        assertThat(GLOSSARY.with(Glossary.of(Kind.DEFECT, List.of(List.of("버", "바리"))))
                        .expansions("바리"))
                .containsExactly("버");
    }

    @Test
    void aWordWithinALongerOneIsNotNamed() {
        Glossary glossary = Glossary.of(Kind.DEFECT, List.of(List.of("구멍", "hole"), List.of("이물", "foreign matter")))
                .with(Glossary.of(Kind.TERM, List.of(List.of("볼트 구멍", "bolt hole"))));

        assertThat(glossary.expansions("볼트구멍 옆")).containsExactly("bolt hole");
        assertThat(glossary.expansions("볼트 구멍 옆에 구멍")).containsExactly("hole", "bolt hole");
        assertThat(glossary.mentions("bolt hole")).singleElement().satisfies(mention -> assertThat(mention.word())
                .isEqualTo("bolt hole"));
    }

    /** A word of two groups would join what has nothing to do with each other. */
    @Test
    void packagesGroupsWithoutAWordInTwoOfThem() {
        Glossary packaged = Glossaries.packaged();

        assertThat(packaged.groups().stream()
                        .flatMap(group -> group.words().stream())
                        .toList())
                .hasSizeGreaterThan(500)
                .doesNotHaveDuplicates();
        assertThat(packaged.expansions("기공이 생겼어요")).contains("porosity", "blowhole");
    }
}

package io.defectsdk.examples.quickstart.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.examples.quickstart.evaluation.Result;
import io.defectsdk.examples.quickstart.evaluation.Results;
import io.defectsdk.examples.quickstart.evaluation.Truth;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GalleryTest {
    private final Gallery gallery = new Gallery();
    private int explained;

    private FakeInspection offer(String name, Truth truth, double score) throws IOException {
        Result result = Results.result(name, truth, score);
        FakeInspection inspection = new FakeInspection(result.inspection());
        gallery.offer(
                result,
                inspection,
                inspection.overlay(),
                () -> {
                    explained++;
                    return Optional.of(new FakeExplanation(name + ".png"));
                },
                Optional::empty,
                Optional::empty);
        return inspection;
    }

    private List<String> names() {
        return gallery.cards().stream().map(card -> card.result().name()).toList();
    }

    @Test
    void showsErrorsThenAlarmsThenGoodPartsByScore() throws IOException {
        offer("calm", Truth.GOOD, 5);
        offer("nearly", Truth.GOOD, 17);
        offer("found", Results.HOLE, 40);
        offer("found better", Results.HOLE, 60);
        offer("unsure", Truth.GOOD, 19);
        offer("escape", Results.HOLE, 4);
        offer("false reject", Truth.GOOD, 21);
        assertThat(names())
                .containsExactly("escape", "false reject", "found better", "found", "unsure", "nearly", "calm");
    }

    @Test
    void keepsRoomForAlarmsAndGoodPartsAmongManyErrors() throws IOException {
        for (int i = 0; i < 100; i++) {
            offer("escape" + i, Results.HOLE, 1 + i * 0.1);
            offer("found" + i, Results.HOLE, 21 + i);
            offer("calm" + i, Truth.GOOD, 5 + i * 0.1);
        }
        assertThat(gallery.offered()).isEqualTo(300);
        assertThat(names()).hasSize(60).startsWith("escape0").contains("found99", "found84", "calm99", "calm92");
        assertThat(names())
                .doesNotContain("found83", "calm91")
                .filteredOn(name -> name.startsWith("escape"))
                .hasSize(36);
    }

    @Test
    void fillsUpWithOneKindWhenThereIsNoOther() throws IOException {
        for (int i = 0; i < 100; i++) {
            offer("calm" + i, Truth.GOOD, 5 + i * 0.1);
        }
        assertThat(names()).hasSize(60).startsWith("calm99").endsWith("calm40");
    }

    @Test
    void saysWhyOfEachCard() throws IOException {
        offer("found", Results.HOLE, 40);

        Card.Why why = gallery.cards().get(0).why().orElseThrow();

        assertThat(why.sideBySide()).startsWith("data:image/jpeg;base64,");
        assertThat(why.statement().korean()).contains("거리 7.25 (NG 기준의 1.50배)", "사진 found.png");
        assertThat(why.statement().english()).contains("distance 7.25 (1.50 × the NG threshold)", "picture found.png");
    }

    @Test
    void drawsOnlyWhatItMayShow() throws IOException {
        for (int i = 0; i < 60; i++) {
            assertThat(offer("found" + i, Results.HOLE, 100 + i).drawn).isEqualTo(1);
        }
        assertThat(explained).isEqualTo(60);
        assertThat(offer("less", Results.HOLE, 50).drawn).isZero();
        assertThat(explained).isEqualTo(60);
        assertThat(offer("more", Results.HOLE, 500).drawn).isEqualTo(1);
    }
}

package io.defectsdk.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.examples.quickstart.evaluation.Results;
import io.defectsdk.examples.quickstart.evaluation.Skipped;
import io.defectsdk.examples.quickstart.evaluation.Truth;
import io.defectsdk.inspection.Picture;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleTableTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Console console = new Console(new PrintStream(bytes, true, StandardCharsets.UTF_8), false);

    private static Part part(String name, Truth truth) {
        return new Part(name, truth, Picture.of(new byte[1]));
    }

    @Test
    void alignsColumnsAndMarksWrongVerdicts() {
        ConsoleTable table =
                new ConsoleTable(console, List.of(part("good/1.png", Truth.GOOD), part("hole/1.png", Results.HOLE)));
        table.header();
        table.row(Results.result("good/1.png", Truth.GOOD, 12.345, 8));
        table.row(Results.result("good/2.png", Truth.GOOD, 20.5, 1234));
        table.row(Results.result("hole/1.png", Results.HOLE, 18, 30));
        table.row(Results.result("hole/2.png", Results.HOLE, 19, 30));
        table.row(new Skipped("bad/1.png", "not a picture"));
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "file        truth  verdict     score  threshold     ms",
                        "good/1.png  good   OK          12.35      20.00      8",
                        "good/2.png  good   NG          20.50      20.00   1234  <- false reject",
                        "hole/1.png  hole   OK          18.00      20.00     30  <- escape",
                        "hole/2.png  hole   REVIEW      19.00      20.00     30",
                        "bad/1.png   skipped: not a picture");
    }

    @Test
    void countsKoreanAsTwoColumns() {
        assertThat(ConsoleTable.columns("기공/a1")).isEqualTo(7);
        assertThat(ConsoleTable.fit("기공", 6)).isEqualTo("기공  ");
    }

    @Test
    void shortensLongNamesAtTheirBeginning() {
        assertThat(ConsoleTable.fit("folder/picture.jpg", 10))
                .isEqualTo("~cture.jpg")
                .hasSize(10);
        // a half of a wide character does not fit: a blank fills up
        assertThat(ConsoleTable.fit("가나다라", 6)).isEqualTo("~다라 ");
    }
}

package io.defectsdk.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualFileTest {
    private static final byte[] CONTENT = {1, 2, 3};

    @Test
    void isCalledAfterItsFileOrAsIsSaid() {
        InputStream stream = InputStream.nullInputStream();

        assertThat(ManualFile.of(Path.of("folder", "guide.pdf")).name()).contains("guide.pdf");
        assertThat(ManualFile.of(CONTENT, "매뉴얼.pdf").name()).contains("매뉴얼.pdf");
        assertThat(ManualFile.of(stream, "guide.docx").name()).contains("guide.docx");
        assertThat(ManualFile.of(CONTENT).name()).isEmpty();
        assertThat(ManualFile.of(stream).name()).isEmpty();
    }

    @Test
    void keepsItsBytesWhateverBecomesOfTheArrays() {
        byte[] given = CONTENT.clone();
        ManualFile.InMemory file = (ManualFile.InMemory) ManualFile.of(given);

        given[0] = 9;
        file.bytes()[1] = 9;

        assertThat(file.bytes()).isEqualTo(CONTENT);
        assertThat(file.size()).isEqualTo(3);
    }

    @Test
    void givesAStreamOnce() {
        InputStream stream = new ByteArrayInputStream(CONTENT);
        ManualFile.Streamed file = (ManualFile.Streamed) ManualFile.of(stream, "a.pdf");

        assertThat(file.take()).isSameAs(stream);
        assertThatIllegalStateException().isThrownBy(file::take).withMessageContaining("ManualFile");
    }

    @Test
    void refusesNamesThatCannotBeKept() {
        for (String name : List.of("", " ", "a\u0007.pdf", "a".repeat(256))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ManualFile.of(CONTENT, name))
                    .withMessageContaining("manual name");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ManualFile.of(InputStream.nullInputStream(), name))
                    .withMessageContaining("manual name");
        }
    }

    @Test
    void isNoNewManualWithoutAName() {
        for (ManualFile file : List.of(ManualFile.of(CONTENT), ManualFile.of(InputStream.nullInputStream()))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> NewManual.of("prod1", file))
                    .withMessageContaining("name");
        }
        assertThat(NewManual.of("prod1", Path.of("guide.pdf")).name()).isEqualTo("guide.pdf");
    }
}

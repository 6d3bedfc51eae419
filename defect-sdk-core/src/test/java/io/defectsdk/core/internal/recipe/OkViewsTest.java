package io.defectsdk.core.internal.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.defectsdk.RecipeException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OkViewsTest {
    private static final List<OkView> VIEWS = List.of(
            new OkView(0, Optional.of("앞면 001.jpg"), 640, 480, new byte[] {1, 2, 3}),
            new OkView(3, Optional.empty(), 1, 70_000, new byte[] {4}),
            new OkView(9, Optional.of(""), 5, 6, new byte[0]));

    private final byte[] content = OkViews.encode(VIEWS);

    @Test
    void findsWhatItWrote() {
        for (OkView view : VIEWS) {
            OkView found = OkViews.find(content, view.picture());

            assertThat(found.jpeg()).isEqualTo(view.jpeg());
            assertThat(found).usingRecursiveComparison().isEqualTo(view);
        }
        assertThat(OkViews.encode(VIEWS)).isEqualTo(content);
    }

    @Test
    void saysThatAPictureIsNotAmongThem() {
        assertThatExceptionOfType(RecipeException.class)
                .isThrownBy(() -> OkViews.find(content, 4))
                .withMessageContaining("picture 4 is not among them")
                .withMessageContaining("teach the product again");
    }

    @Test
    void refusesViewsCutAnywhere() {
        for (int length = 0; length < content.length; length++) {
            byte[] cut = Arrays.copyOf(content, length);
            assertThatExceptionOfType(RecipeException.class)
                    .as("%d of %d bytes", length, content.length)
                    .isThrownBy(() -> OkViews.find(cut, 9));
        }
    }

    @Test
    void saysThatAFormatIsNewer() {
        byte[] newer = content.clone();
        newer[8] = 2;

        assertThatExceptionOfType(RecipeException.class)
                .isThrownBy(() -> OkViews.find(newer, 0))
                .withMessageContaining("format 2")
                .withMessageContaining("reads format 1");
    }

    @Test
    void refusesWhatIsNone() {
        assertThatExceptionOfType(RecipeException.class)
                .isThrownBy(() -> OkViews.find("a text, long enough for a head".getBytes(StandardCharsets.UTF_8), 0))
                .withMessageContaining("they are none");
    }

    /** Sizes that are not there take no memory, and end no search in anything but a refusal. */
    @Test
    void readsOrRefusesRandomBytesAfterItsFirst() {
        Random random = new Random(5);
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = new byte[16 + random.nextInt(100)];
            random.nextBytes(bytes);
            System.arraycopy(content, 0, bytes, 0, 12);
            assertThatExceptionOfType(RecipeException.class).isThrownBy(() -> OkViews.find(bytes, 0));
        }
    }
}

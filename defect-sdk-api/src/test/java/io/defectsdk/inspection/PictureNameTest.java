package io.defectsdk.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name that no database keeps must be refused before the part is judged, not when the verdict is recorded. */
class PictureNameTest {
    private static final BufferedImage IMAGE = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\0b", "half \uD83D of a pair", "line\nbreak"})
    void refusesNamesThatCannotBeRecorded(String name) {
        assertThatThrownBy(() -> Picture.of(new byte[1], name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("picture name");
        assertThatThrownBy(() -> Picture.of(IMAGE, name)).isInstanceOf(IllegalArgumentException.class);
        CameraFrame.Builder frame = CameraFrame.builder(PixelFormat.MONO8, 1, 1, ByteBuffer.allocate(1));
        assertThatThrownBy(() -> frame.name(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesNamesUpToTheLimit() {
        assertThat(Picture.of(new byte[1], "기".repeat(255)).name()).contains("기".repeat(255));
        assertThatThrownBy(() -> Picture.of(new byte[1], "기".repeat(256)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("255")
                .hasMessageContaining("256");
    }
}

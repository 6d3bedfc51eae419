package io.defectsdk.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.defectsdk.account.Actor;
import io.defectsdk.account.Role;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureTest {
    @Test
    void copiesEncodedBytesInAndOut() {
        byte[] bytes = {1, 2, 3};
        EncodedPicture picture = (EncodedPicture) Picture.of(bytes, "a.jpg");

        bytes[0] = 9;
        picture.bytes()[1] = 9;

        assertThat(picture.bytes()).containsExactly(1, 2, 3);
        assertThat(picture.size()).isEqualTo(3);
        assertThat(picture.name()).hasValue("a.jpg");
        assertThat(picture).hasToString("picture a.jpg of 3 bytes");
    }

    @Test
    void namesAFileByItsLastPart() {
        assertThat(Picture.of(Path.of("some", "folder", "부품 7.png")).name()).hasValue("부품 7.png");
    }

    @Test
    void givesItsStreamOnce() {
        InputStream stream = new ByteArrayInputStream(new byte[1]);
        PictureStream picture = (PictureStream) Picture.of(stream);

        assertThat(picture.take()).isSameAs(stream);
        assertThat(picture.name()).isEmpty();
        assertThatIllegalStateException().isThrownBy(picture::take).withMessageContaining("make a new Picture");
    }

    @Test
    void refusesNoSourceAtAll() {
        assertThatNullPointerException().isThrownBy(() -> Picture.of((BufferedImage) null));
        assertThatNullPointerException().isThrownBy(() -> Picture.of((Path) null));
        assertThatNullPointerException().isThrownBy(() -> Picture.of((InputStream) null));
    }

    @Test
    void listsTheVisiblePicturesOfAFolderByName(@TempDir Path folder) throws IOException {
        for (String name : new String[] {
            "b.JPG",
            "a.png",
            "c.jpeg",
            "d.bmp",
            "e.tif",
            "f.TIFF",
            "g.gif",
            "notes.txt",
            ".hidden.png",
            "._b.JPG",
            ".jpg",
            "jpg",
            "h.png.part"
        }) {
            Files.createFile(folder.resolve(name));
        }
        Files.createDirectory(folder.resolve("folder.png"));

        assertThat(Picture.folder(folder))
                .extracting(picture -> picture.name().orElseThrow())
                .containsExactly("a.png", "b.JPG", "c.jpeg", "d.bmp", "e.tif", "f.TIFF", "g.gif");
    }

    @Test
    void saysWhichFolderCannotBeListed(@TempDir Path folder) {
        Path missing = folder.resolve("missing");

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> Picture.folder(missing))
                .withMessageContaining(missing.toString());
    }

    @Test
    void makesRequestsThatDoNotChange() {
        Picture picture = Picture.of(new byte[1]);
        Actor actor = Actor.vouched("lee", Role.WORKER);
        InspectionRequest request = InspectionRequest.of("prod1", picture);

        InspectionRequest full = request.by(actor).withPartId("SN-1");

        assertThat(request.actor()).isEmpty();
        assertThat(request.partId()).isEmpty();
        assertThat(full.productCode()).isEqualTo("prod1");
        assertThat(full.picture()).isSameAs(picture);
        assertThat(full.actor()).hasValue(actor);
        assertThat(full.partId()).hasValue("SN-1");
        assertThat(full.withPartId("SN-2").actor()).hasValue(actor);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.withPartId("a".repeat(101)))
                .withMessageContaining("partId");
        assertThatNullPointerException().isThrownBy(() -> InspectionRequest.of(null, picture));
    }

    @Test
    void refusesBoxesWithoutPixels() {
        assertThat(new Box(0, 0, 1, 1).width()).isOne();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Box(1, 2, 0, 3))
                .withMessageContaining("0x3");
    }
}

package io.defectsdk.core.internal.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.config.PictureLimits;
import io.defectsdk.core.internal.picture.DecodedPicture;
import io.defectsdk.core.internal.picture.PictureDecoder;
import io.defectsdk.core.internal.picture.TestImages;
import io.defectsdk.core.internal.recipe.OkView;
import io.defectsdk.core.internal.recipe.OkViews;
import io.defectsdk.deployment.PatchCoreOptions;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.PixelFormat;
import io.defectsdk.inspection.PixelImage;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OkViewMakerTest {
    private final PictureDecoder decoder = new PictureDecoder(new PictureLimits(1 << 26, 1 << 26, 1));

    private DecodedPicture scene(int width, int height) {
        return decoder.decode(Picture.of(TestImages.scene(width, height), "scene"));
    }

    private PixelImage decoded(OkView view) {
        return decoder.decode(Optional.empty(), view.jpeg()).pixels();
    }

    @ParameterizedTest
    @CsvSource({
        "512, 512, 256, 256",
        "800, 600, 341, 256",
        "600, 800, 256, 341",
        "200, 100, 200, 100",
        "256, 256, 256, 256",
        "40, 5000, 40, 5000",
        "8000, 300, 4827, 181",
        "1, 1, 1, 1"
    })
    void makesTheShorterSideAsLongAsTheBackboneSeesItUnlessThatTakesTooMuch(
            int width, int height, int viewWidth, int viewHeight) {
        OkView view = new OkViewMaker(square(256), 1).of(7, scene(width, height));

        PixelImage small = decoded(view);
        assertThat(small.width()).isEqualTo(viewWidth);
        assertThat(small.height()).isEqualTo(viewHeight);
        assertThat(view.picture()).isEqualTo(7);
        assertThat(view.name()).hasValue("scene");
        assertThat(view.width()).isEqualTo(width);
        assertThat(view.height()).isEqualTo(height);
    }

    @Test
    void makesNoSideLongerThanAJpegHolds() {
        Picture strip = Picture.frame(PixelFormat.MONO8, 70_000, 40, new byte[70_000 * 40]);

        PixelImage small = decoded(new OkViewMaker(square(256), 1).of(0, decoder.decode(strip)));

        assertThat(small.width()).isEqualTo(16_384);
        assertThat(small.height()).isEqualTo(9);
    }

    @Test
    void looksLikeThePicture() {
        DecodedPicture picture = scene(1024, 768);

        PixelImage small = decoded(new OkViewMaker(square(256), 50).of(0, picture));

        for (int y = 5; y < 250; y += 20) {
            for (int x = 5; x < 335; x += 20) {
                for (int channel = 0; channel < 3; channel++) {
                    assertThat(small.sample(x, y, channel))
                            .isCloseTo(picture.pixels().sample(x * 3 + 1, y * 3 + 1, channel), within(14));
                }
            }
        }
    }

    @Test
    void keepsGreyGrey() {
        Picture frame = Picture.frame(PixelFormat.MONO8, 64, 64, new byte[64 * 64]);

        assertThat(decoded(new OkViewMaker(square(32), 50).of(0, decoder.decode(frame)))
                        .channels())
                .isOne();
    }

    /** Noise is what JPEG takes most bytes for. */
    private DecodedPicture noise() {
        byte[] samples = new byte[3 * 512 * 512];
        new Random(3).nextBytes(samples);
        return decoder.decode(Picture.frame(PixelFormat.RGB8, 512, 512, samples));
    }

    @ParameterizedTest
    @CsvSource({"50, 40000, 131072", "500, 30000, 67108", "2000, 8000, 16777", "10000, 1500, 3355"})
    void sharesTheBytesAmongAllPictures(int pictures, int least, int most) {
        byte[] jpeg = new OkViewMaker(square(256), pictures).of(0, noise()).jpeg();

        assertThat(jpeg.length).isBetween(least, most);
        assertThat(OkViewMaker.most(square(256), pictures)).isBetween((long) jpeg.length * pictures, OkViews.MAX_BYTES);
    }

    @Test
    void makesTheSameBytesAgain() {
        assertThat(new OkViewMaker(square(256), 50).of(0, noise()).jpeg())
                .isEqualTo(new OkViewMaker(square(256), 50).of(0, noise()).jpeg());
    }

    private static OkViewMaker.Seen square(int side) {
        return new OkViewMaker.Seen(side, side);
    }

    @Test
    void makesAPictureAsLargeAsItsTilesShowIt() {
        OkViewMaker maker = new OkViewMaker(
                OkViewMaker.Seen.of(PatchCoreOptions.builder()
                        .inputSizes(List.of(128, 256))
                        .tiles(4, 1)
                        .build()),
                1);

        PixelImage along = decoded(maker.of(0, scene(3_328, 1_024)));
        assertThat(along.width()).isEqualTo(832);
        assertThat(along.height()).isEqualTo(256);
        PixelImage across = decoded(maker.of(0, scene(1_024, 1_024)));
        assertThat(across.width()).as("nothing that a tile shows is lost").isEqualTo(832);
    }
}

package io.defectsdk.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.defectsdk.config.Device;
import io.defectsdk.config.ModelStore;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.models.internal.ClipManifest.ImagePart;
import io.defectsdk.similarity.Embedding;
import io.defectsdk.similarity.Framing;
import io.defectsdk.spi.ImageEncoder;
import io.defectsdk.spi.Models;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/**
 * A model of full size against OpenCLIP itself; docs/models.md has the commands. What {@code tools/clip_parity.py} wrote lies in the
 * folder {@code -Ddefectsdk.clip.parity}; the figures go into {@code java.txt} there.
 */
class ClipParityTest {
    private static final String FOLDER = "defectsdk.clip.parity";

    @Test
    void givesOpenClipsEmbeddingsOfPicturesAndTexts() throws IOException {
        String folder = System.getProperty(FOLDER);
        assumeThat(folder)
                .as("no folder was given: -D" + FOLDER + "=DIR, see docs/models.md")
                .isNotNull();
        Path directory = Path.of(folder);
        JsonNode parity =
                new ObjectMapper().readTree(directory.resolve("parity.json").toFile());
        String id = parity.get("id").textValue();
        double tolerance = parity.get("tolerance").doubleValue();
        Path store = directory.resolve("store");
        try (Models models = ModelCatalog.open(ModelStore.directory(store), List.of(), new Compute(2, Device.cpu()))) {
            double pictures = pictures(models.encoders().image(id), directory, parity.get("pictures"));
            double texts = texts((ClipTextEncoder) models.encoders().text(id), parity.get("texts"));
            Files.writeString(
                    directory.resolve("java.txt"),
                    String.format(
                            Locale.ROOT,
                            "largest difference of an element: pictures %.2e (apart %.2e), texts %.2e (apart %.2e)%n",
                            pictures,
                            parity.get("picturesApart").doubleValue(),
                            texts,
                            parity.get("textsApart").doubleValue()));
            assertThat(pictures).isLessThan(tolerance);
            assertThat(texts).isLessThan(tolerance);
            assertThat(parity.get("picturesApart").doubleValue()).isGreaterThan(100 * tolerance);
            assertThat(parity.get("textsApart").doubleValue()).isGreaterThan(100 * tolerance);
        }
    }

    private static double pictures(ImageEncoder encoder, Path directory, JsonNode cases) throws IOException {
        ImagePart part = ClipManifestReader.read(
                        encoder.encoder().id(),
                        ModelFiles.folder(directory
                                .resolve("store")
                                .resolve(encoder.encoder().id())))
                .image();
        List<PixelImage> pictures = new ArrayList<>();
        List<Embedding> alone = new ArrayList<>();
        double largest = 0;
        for (JsonNode given : cases) {
            PixelImage picture = decode(directory.resolve(given.get("file").textValue()));
            FloatBuffer input = new ClipPreprocessor(part).prepare(picture, Framing.CENTRE_CROP, new Workspace());
            assertThat(sha256(input))
                    .as(given.get("file").textValue())
                    .isEqualTo(given.get("input").textValue());
            Embedding embedding = encoder.embed(picture, Framing.CENTRE_CROP);
            largest = Math.max(largest, difference(embedding, given.get("embedding")));
            pictures.add(picture);
            alone.add(embedding);
        }
        assertThat(pictures).hasSizeGreaterThanOrEqualTo(20);
        assertThat(encoder.embedAll(pictures, Framing.CENTRE_CROP)).isEqualTo(alone);
        return largest;
    }

    private static double texts(ClipTextEncoder encoder, JsonNode cases) {
        assertThat(cases).hasSizeGreaterThanOrEqualTo(20);
        double largest = 0;
        for (JsonNode given : cases) {
            String text = given.get("text").textValue();
            long[] tokens = new ObjectMapper().convertValue(given.get("tokens"), long[].class);
            assertThat(encoder.tokens(text)).as(text).isEqualTo(tokens);
            largest = Math.max(largest, difference(encoder.embed(text), given.get("embedding")));
        }
        return largest;
    }

    private static double difference(Embedding embedding, JsonNode expected) {
        float[] values = embedding.values();
        assertThat(expected).hasSize(values.length);
        double largest = 0;
        for (int i = 0; i < values.length; i++) {
            largest = Math.max(largest, Math.abs(values[i] - expected.get(i).doubleValue()));
        }
        return largest;
    }

    private static String sha256(FloatBuffer input) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * input.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(input.duplicate());
        return TestManifest.sha256(bytes.array());
    }

    private static PixelImage decode(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        byte[] samples = new byte[3 * image.getWidth() * image.getHeight()];
        for (int i = 0; i < samples.length; i++) {
            int rgb = image.getRGB(i / 3 % image.getWidth(), i / 3 / image.getWidth());
            samples[i] = (byte) (rgb >> (16 - 8 * (i % 3)));
        }
        return PixelImage.ofBytes(image.getWidth(), image.getHeight(), 3, samples);
    }
}

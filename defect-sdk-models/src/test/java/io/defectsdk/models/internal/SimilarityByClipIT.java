package io.defectsdk.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.DefectSdk;
import io.defectsdk.DefectSdkBuilder;
import io.defectsdk.IncompatibleModelException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.Role;
import io.defectsdk.catalog.NewDefectType;
import io.defectsdk.catalog.NewPicture;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.config.Device;
import io.defectsdk.config.ModelStore;
import io.defectsdk.deployment.SimilarityDeployment;
import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.similarity.Embedding;
import io.defectsdk.similarity.Framing;
import io.defectsdk.similarity.SearchEntry;
import io.defectsdk.similarity.SimilarPicture;
import io.defectsdk.similarity.SimilarityIndex;
import io.defectsdk.similarity.SimilarityMode;
import io.defectsdk.similarity.SimilarityQuery;
import io.defectsdk.similarity.SimilarityResult;
import io.defectsdk.similarity.TypeVote;
import io.defectsdk.testing.database.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Searching by words, by picture and by region with a CLIP of the model store, through the whole SDK and PostgreSQL. */
@Timeout(120)
class SimilarityByClipIT {
    /** As the setting {@code default_clip_model} has it. */
    private static final String FOLDER = "ViT-B-32_openai";

    private static final Actor ENGINEER = Actor.vouched("kim", Role.ADMIN);

    @TempDir
    private Path store;

    private final TestDatabase database = TestDatabase.create();

    /** The first five are fewer than anything is learned from, so that similarities of pictures are those of the embeddings themselves. */
    private final Map<Long, PixelImage> registered = new HashMap<>();

    private DefectSdk sdk;

    @BeforeEach
    void open() {
        new TinyClip(FOLDER, "onnx").write(store);
        sdk = builder().build();
        sdk.catalog().addProduct(NewProduct.of("prod1", "주조 제품 A형"), ENGINEER);
        sdk.catalog().addDefectType(NewDefectType.of("prod1", "rust", "녹"), ENGINEER);
        sdk.catalog().addDefectType(NewDefectType.of("prod1", "cut", "베임"), ENGINEER);
        for (int i = 0; i < 5; i++) {
            register(i, TestPictures.rgb(40 + 12 * i, 90 - 11 * i));
        }
    }

    private void register(int i, PixelImage pixels) {
        NewPicture picture = NewPicture.defect("prod1", i % 2 == 0 ? "rust" : "cut", picture(pixels, "part" + i));
        RegisteredPicture row = sdk.pictures().add(picture, ENGINEER);
        registered.put(row.id(), pixels);
    }

    private DefectSdkBuilder builder() {
        return DefectSdk.builder()
                .dataSource(database.dataSource())
                .models(ModelStore.directory(store))
                .threads(2);
    }

    @AfterEach
    void close() {
        sdk.close();
        database.close();
    }

    private static Picture picture(PixelImage pixels, String name) {
        return Picture.of(pixels.toBufferedImage(), name);
    }

    private SimilarityIndex deploy() {
        return sdk.deployments()
                .deploy(SimilarityDeployment.of("prod1"), ENGINEER)
                .join();
    }

    /** Each registered picture's similarity, by the encoders themselves. */
    private Map<Long, Double> similarities(Embedding asked, ModelCatalog models) {
        Map<Long, Double> similarities = new HashMap<>();
        registered.forEach((id, pixels) -> similarities.put(
                id,
                models.encoders().image(FOLDER).embed(pixels, Framing.LETTERBOX).cosineSimilarity(asked)));
        return similarities;
    }

    private static void assertRanked(SimilarityResult result, Map<Long, Double> expected) {
        List<Long> order = new ArrayList<>(expected.keySet());
        order.sort(Comparator.comparingDouble((Long id) -> expected.get(id)).reversed());
        assertThat(result.pictures()).extracting(found -> found.picture().id()).containsExactlyElementsOf(order);
        for (SimilarPicture found : result.pictures()) {
            assertThat(found.cosineSimilarity())
                    .isCloseTo(expected.get(found.picture().id()), within(1e-5));
        }
    }

    private ModelCatalog models() {
        return ModelCatalog.open(ModelStore.directory(store), List.of(), new Compute(1, Device.cpu()));
    }

    @Test
    void ranksPicturesByWhatTheWordsSay() {
        for (int i = 5; i < 12; i++) { // enough for the index to learn from its pictures, which must not touch words
            register(i, TestPictures.rgb(40 + 12 * i, 30 + 7 * i));
        }
        deploy();
        try (ModelCatalog models = models()) {
            for (String words :
                    List.of("scratch", "a deep scratch on the left", "긁힘", "🔩", "'; DROP TABLE images; --")) {
                SimilarityResult result = sdk.similarity()
                        .search(SimilarityQuery.words("prod1", words).topK(100).by(ENGINEER));

                assertRanked(result, similarities(models.encoders().text(FOLDER).embed(words), models));
                assertRecorded(result, words);
            }
        }
    }

    private void assertRecorded(SimilarityResult result, String words) {
        assertThat(result.mode()).isEqualTo(SimilarityMode.WORDS);
        assertThat(result.vote().outcome()).isEqualTo(TypeVote.Outcome.UNCALIBRATED);
        assertThat(result.picture()).isEmpty();
        SearchEntry entry = sdk.similarity().find(result.id().orElseThrow()).orElseThrow();
        assertThat(entry.search().results()).isEqualTo(result.record().results());
        assertThat(entry.search().vote()).contains(result.vote());
        assertThat(entry.search().filters().orElseThrow()).contains(words);
        assertThat(entry.search().actor()).contains(ENGINEER);
        assertThat(entry.search().mode()).contains(SimilarityMode.WORDS);
        assertThat(entry.search().uploadedImagePath()).isEqualTo("text:" + words);
        assertThat(sdk.similarity().contactSheet(result).html()).contains("by words");
    }

    @Test
    void takesAsManyWordsAsAQueryMayHave() {
        deploy();

        SimilarityResult result = sdk.similarity().search(SimilarityQuery.words("prod1", "긁힘 ".repeat(333) + "끝"));

        assertThat(result.pictures()).hasSize(registered.size());
        assertThat(result.recorded()).isTrue();
    }

    @Test
    void ranksPicturesByThePictureAndByItsRegions() {
        SimilarityIndex index = deploy();
        assertThat(index.summary().encoder()).isEqualTo(FOLDER);
        assertThat(index.summary().dimension()).isEqualTo(TinyClip.DIMENSION);
        assertThat(index.summary().framing()).isEqualTo(Framing.LETTERBOX);
        PixelImage asked = TestPictures.rgb(70, 70);

        SimilarityResult whole = sdk.similarity().search(SimilarityQuery.picture("prod1", picture(asked, "asked")));

        try (ModelCatalog models = models()) {
            Embedding embedding = models.encoders().image(FOLDER).embed(asked, Framing.LETTERBOX);
            assertRanked(whole, similarities(embedding, models));
        }
        SimilarityResult byRegion = sdk.similarity()
                .search(SimilarityQuery.regions("prod1", picture(asked, "asked"), List.of(new Box(3, 4, 9, 9))));
        assertThat(byRegion.mode()).isEqualTo(SimilarityMode.REGION);
        assertThat(byRegion.pictures()).hasSize(registered.size());
        try (DefectSdk other = builder().build()) {
            SimilarityResult same =
                    other.similarity().search(SimilarityQuery.picture("prod1", picture(asked, "asked")));
            assertThat(same.pictures()).isEqualTo(whole.pictures());
        }
    }

    @Test
    void refusesAnotherModelOfTheSameNameUntilTheIndexIsMadeAnew() {
        SimilarityIndex first = deploy();
        sdk.close();
        new TinyClip(FOLDER, "onnx").image(TinyClipModels.onnxImage(0.5f)).write(store);
        sdk = builder().build();

        for (SimilarityQuery query : List.of(
                SimilarityQuery.words("prod1", "scratch"),
                SimilarityQuery.picture("prod1", picture(TestPictures.rgb(70, 70), "asked")))) {
            assertThatExceptionOfType(IncompatibleModelException.class)
                    .isThrownBy(() -> sdk.similarity().search(query))
                    .withMessageContaining(first.summary().encoderSha256())
                    .withMessageContaining("SimilarityDeployment");
        }
        SimilarityIndex second = deploy();
        assertThat(second.summary().encoderSha256())
                .isNotEqualTo(first.summary().encoderSha256());
        assertThat(sdk.similarity()
                        .search(SimilarityQuery.words("prod1", "scratch"))
                        .pictures())
                .hasSize(registered.size());
    }
}

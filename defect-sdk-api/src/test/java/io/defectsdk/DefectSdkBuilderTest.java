package io.defectsdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.account.Accounts;
import io.defectsdk.account.AuditTrail;
import io.defectsdk.catalog.Catalog;
import io.defectsdk.catalog.Manuals;
import io.defectsdk.catalog.Pictures;
import io.defectsdk.config.DatabaseOptions;
import io.defectsdk.config.Device;
import io.defectsdk.config.ModelStore;
import io.defectsdk.config.SchemaPolicy;
import io.defectsdk.config.Settings;
import io.defectsdk.deployment.DeploymentManager;
import io.defectsdk.guide.Guides;
import io.defectsdk.inspection.Inspector;
import io.defectsdk.similarity.Similarity;
import io.defectsdk.spi.AccountStore;
import io.defectsdk.spi.ArtifactStore;
import io.defectsdk.spi.AuditStore;
import io.defectsdk.spi.DatabaseProvider;
import io.defectsdk.spi.DatabaseSource;
import io.defectsdk.spi.DefectTypeStore;
import io.defectsdk.spi.DeploymentStore;
import io.defectsdk.spi.EmbeddingStore;
import io.defectsdk.spi.Encoders;
import io.defectsdk.spi.EngineParts;
import io.defectsdk.spi.EngineProvider;
import io.defectsdk.spi.FeatureExtractor;
import io.defectsdk.spi.GuideStore;
import io.defectsdk.spi.InspectionStore;
import io.defectsdk.spi.IntegerMatrix;
import io.defectsdk.spi.ManualIndexStore;
import io.defectsdk.spi.ManualStore;
import io.defectsdk.spi.ModelProvider;
import io.defectsdk.spi.Models;
import io.defectsdk.spi.ObjectStore;
import io.defectsdk.spi.PackagedModel;
import io.defectsdk.spi.PictureStore;
import io.defectsdk.spi.ProductStore;
import io.defectsdk.spi.RecipeStore;
import io.defectsdk.spi.SearchStore;
import io.defectsdk.spi.SettingStore;
import io.defectsdk.spi.SimilarityIndexStore;
import io.defectsdk.spi.StorageClaimStore;
import io.defectsdk.spi.Stores;
import io.defectsdk.spi.UploadStore;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The class path of these tests is the API alone; providers are put before the thread's context class loader. */
class DefectSdkBuilderTest {
    private static final DatabaseOptions OPTIONS = DatabaseOptions.builder(
                    "jdbc:postgresql://localhost/mes", "sdk", "s3cret")
            .build();

    private static final List<String> LOG = new ArrayList<>();
    private static Runnable onStart = () -> {};
    private static EngineParts started;

    private final ClassLoader contextBefore = Thread.currentThread().getContextClassLoader();

    @TempDir
    private Path folder;

    @BeforeEach
    void reset() {
        LOG.clear();
        onStart = () -> {};
        started = null;
    }

    @AfterEach
    void restoreContext() {
        Thread.currentThread().setContextClassLoader(contextBefore);
    }

    private void provide(Class<?> service, String... providers) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.write(services.resolve(service.getName()), List.of(providers));
        Thread.currentThread()
                .setContextClassLoader(new URLClassLoader(
                        new URL[] {folder.toUri().toURL()}, DefectSdkBuilderTest.class.getClassLoader()));
    }

    @Test
    void asksForADatabaseFirst() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> DefectSdk.builder().build())
                .withMessageContaining("no database was given")
                .withMessageContaining("dataSource(...)")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION));
    }

    @Test
    void refusesASecondDatabase() {
        for (DefectSdkBuilder builder : List.of(
                DefectSdk.builder().database(OPTIONS), DefectSdk.builder().stores(new FakeStores()))) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> builder.database(OPTIONS))
                    .withMessageContaining("a database was given already");
            assertThatIllegalStateException().isThrownBy(() -> builder.stores(new FakeStores()));
        }
    }

    @Test
    void refusesSettingsOfADatabaseThatItDoesNotOpen() {
        for (DefectSdkBuilder builder : List.of(
                DefectSdk.builder().schema("plant_b"),
                DefectSdk.builder().schemaPolicy(SchemaPolicy.VALIDATE),
                DefectSdk.builder().legacyTimeZone(ZoneId.of("Asia/Seoul")))) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> builder.stores(new FakeStores()).build())
                    .withMessageContaining("stores(...) were given");
        }
    }

    @Test
    void namesTheArtifactThatIsMissing() throws IOException {
        DefectSdkBuilder builder = DefectSdk.builder().database(OPTIONS);
        assertThatMissing(builder, "defect-sdk-core");

        provide(EngineProvider.class, FakeEngine.class.getName());
        assertThatMissing(builder, "defect-sdk-models");

        provide(ModelProvider.class, FakeModelProvider.class.getName());
        assertThatMissing(builder, "defect-sdk-postgres");
        assertThat(LOG).as("what was opened is closed again").containsExactly("models opened", "models closed");

        provide(DatabaseProvider.class, FakeDatabase.class.getName());
        assertThat(builder.build()).isInstanceOf(FakeSdk.class);
    }

    private static void assertThatMissing(DefectSdkBuilder builder, String artifact) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(builder::build)
                .withMessageContaining("add the dependency io.defectsdk:" + artifact);
    }

    @Test
    void handsOverWhatItCollected() throws IOException {
        provide(EngineProvider.class, FakeEngine.class.getName());
        provide(ModelProvider.class, FakeModelProvider.class.getName());
        provide(DatabaseProvider.class, FakeDatabase.class.getName());

        DefectSdk.builder()
                .database(OPTIONS)
                .schema("quality")
                .models(ModelStore.directory(folder))
                .device(Device.cuda(1))
                .threads(3)
                .recordTimeout(Duration.ofMillis(500))
                .build();

        assertThat(started.threads()).isEqualTo(3);
        assertThat(started.recordTimeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(FakeDatabase.source.schema()).isEqualTo("quality");
        assertThat(FakeDatabase.source.connection()).isEqualTo(new DatabaseSource.Own(OPTIONS));
        assertThat(FakeModelProvider.store).isEqualTo(ModelStore.directory(folder));
        assertThat(FakeModelProvider.device).isEqualTo(Device.cuda(1));
    }

    @Test
    void refusesADeviceForModelsThatAreOpenAlready() {
        DefectSdkBuilder builder = DefectSdk.builder()
                .stores(new FakeStores())
                .models(new FakeModels())
                .device(Device.cuda(0));

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(builder::build)
                .withMessageContaining("device(cuda:0)");
    }

    @Test
    void looksForNoProviderOfWhatIsHandedIn() throws IOException {
        provide(EngineProvider.class, FakeEngine.class.getName());
        FakeStores stores = new FakeStores();
        FakeModels models = new FakeModels();

        DefectSdk.builder().stores(stores).models(models).build();

        assertThat(started.stores()).isSameAs(stores);
        assertThat(started.models()).isSameAs(models);
    }

    @Test
    void closesWhatItOpenedWhenTheEngineDoesNotStart() throws IOException {
        provide(EngineProvider.class, FakeEngine.class.getName());
        provide(ModelProvider.class, FakeModelProvider.class.getName());
        provide(DatabaseProvider.class, FakeDatabase.class.getName());
        for (Throwable failure : List.of(new IllegalStateException("no"), new NoClassDefFoundError("missing"))) {
            LOG.clear();
            onStart = () -> throwUnchecked(failure);

            assertThatThrownBy(() -> DefectSdk.builder().database(OPTIONS).build())
                    .isSameAs(failure);

            assertThat(LOG).containsExactly("models opened", "stores opened", "stores closed", "models closed");
        }
    }

    private static void throwUnchecked(Throwable failure) {
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        throw (Error) failure;
    }

    @Test
    void leavesOpenWhatTheHostHandedInWhenTheEngineDoesNotStart() throws IOException {
        provide(EngineProvider.class, FakeEngine.class.getName());
        onStart = () -> throwUnchecked(new IllegalStateException("no"));

        assertThatIllegalStateException().isThrownBy(() -> DefectSdk.builder()
                .stores(new FakeStores())
                .models(new FakeModels())
                .build());

        assertThat(LOG).isEmpty();
    }

    @Test
    void namesAProviderThatCannotBeLoaded() throws IOException {
        provide(EngineProvider.class, "io.defectsdk.NoSuchEngine");

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> DefectSdk.builder().database(OPTIONS).build())
                .withMessageContaining("io.defectsdk.NoSuchEngine");
    }

    @Test
    void refusesValuesOutOfRangeAtTheCall() {
        DefectSdkBuilder builder = DefectSdk.builder();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.threads(0))
                .withMessage("threads must be in [1, 64], but is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.threads(65));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.recordTimeout(Duration.ofMillis(9)))
                .withMessageContaining("recordTimeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.schema("Quality"))
                .withMessageContaining("'Quality'");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.dataSource(null))
                .withMessage("dataSource");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.recordTimeout(null))
                .withMessage("recordTimeout");
        assertThatNullPointerException().isThrownBy(() -> builder.listener(null));
    }

    @Test
    void isolatesBuildersFromEachOther() throws IOException {
        provide(EngineProvider.class, FakeEngine.class.getName());
        DefectSdk.builder().threads(7);

        DefectSdk.builder().stores(new FakeStores()).models(new FakeModels()).build();

        assertThat(started.threads()).isEqualTo(Math.min(8, Runtime.getRuntime().availableProcessors()));
    }

    /** Starts nothing, and remembers with what. */
    public static final class FakeEngine implements EngineProvider {
        @Override
        public DefectSdk start(EngineParts parts) {
            onStart.run();
            started = parts;
            return new FakeSdk();
        }
    }

    /** Opens {@link FakeModels}. */
    public static final class FakeModelProvider implements ModelProvider {
        private static ModelStore store;
        private static Device device;

        @Override
        public Models open(ModelStore modelStore, List<PackagedModel> packaged, int threads, Device chosen) {
            store = modelStore;
            device = chosen;
            LOG.add("models opened");
            return new FakeModels();
        }
    }

    /** Opens {@link FakeStores}. */
    public static final class FakeDatabase implements DatabaseProvider {
        private static DatabaseSource source;

        @Override
        public Stores open(DatabaseSource databaseSource) {
            source = databaseSource;
            LOG.add("stores opened");
            return new FakeStores();
        }
    }

    private static final class FakeSdk implements DefectSdk {
        @Override
        public Catalog catalog() {
            throw new AssertionError("not asked for");
        }

        @Override
        public Pictures pictures() {
            throw new AssertionError("not asked for");
        }

        @Override
        public Manuals manuals() {
            throw new AssertionError("not asked for");
        }

        @Override
        public Accounts accounts() {
            throw new AssertionError("not asked for");
        }

        @Override
        public Settings settings() {
            throw new AssertionError("not asked for");
        }

        @Override
        public AuditTrail audit() {
            throw new AssertionError("not asked for");
        }

        @Override
        public DeploymentManager deployments() {
            throw new AssertionError("not asked for");
        }

        @Override
        public Inspector inspector() {
            throw new AssertionError("not asked for");
        }

        @Override
        public Guides guides() {
            throw new AssertionError("not asked for");
        }

        @Override
        public Similarity similarity() {
            throw new AssertionError("not asked for");
        }

        @Override
        public void close() {}
    }

    private static final class FakeModels implements Models {
        @Override
        public Encoders encoders() {
            return Encoders.none();
        }

        @Override
        public String defaultBackbone() {
            throw new AssertionError("not asked for");
        }

        @Override
        public FeatureExtractor backbone(String id) {
            throw new AssertionError("not asked for");
        }

        @Override
        public IntegerMatrix integerMatrix(byte[] values, int rows, int length) {
            throw new AssertionError();
        }

        @Override
        public void close() {
            LOG.add("models closed");
        }
    }

    private static final class FakeStores implements Stores {
        @Override
        public ProductStore products() {
            throw new AssertionError("not asked for");
        }

        @Override
        public DefectTypeStore defectTypes() {
            throw new AssertionError("not asked for");
        }

        @Override
        public PictureStore pictures() {
            throw new AssertionError("not asked for");
        }

        @Override
        public ManualStore manuals() {
            throw new AssertionError("not asked for");
        }

        @Override
        public UploadStore uploads() {
            throw new AssertionError("not asked for");
        }

        @Override
        public StorageClaimStore storageClaims() {
            throw new AssertionError("not asked for");
        }

        @Override
        public ObjectStore objects() {
            throw new AssertionError("not asked for");
        }

        @Override
        public AccountStore accounts() {
            throw new AssertionError("not asked for");
        }

        @Override
        public SettingStore settings() {
            throw new AssertionError("not asked for");
        }

        @Override
        public DeploymentStore deployments() {
            throw new AssertionError("not asked for");
        }

        @Override
        public RecipeStore recipes() {
            throw new AssertionError("not asked for");
        }

        @Override
        public ArtifactStore artifacts() {
            throw new AssertionError("not asked for");
        }

        @Override
        public InspectionStore inspections() {
            throw new AssertionError("not asked for");
        }

        @Override
        public SimilarityIndexStore similarityIndexes() {
            throw new AssertionError("not asked for");
        }

        @Override
        public EmbeddingStore embeddings() {
            throw new AssertionError("not asked for");
        }

        @Override
        public SearchStore searches() {
            throw new AssertionError("not asked for");
        }

        @Override
        public ManualIndexStore manualIndexes() {
            throw new AssertionError("not asked for");
        }

        @Override
        public GuideStore guides() {
            throw new AssertionError("not asked for");
        }

        @Override
        public AuditStore audit() {
            throw new AssertionError("not asked for");
        }

        @Override
        public void close() {
            LOG.add("stores closed");
        }
    }
}

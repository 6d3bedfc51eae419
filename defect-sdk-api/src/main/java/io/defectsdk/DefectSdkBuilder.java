package io.defectsdk;

import static java.util.Objects.requireNonNull;

import io.defectsdk.config.AccountPolicy;
import io.defectsdk.config.DatabaseOptions;
import io.defectsdk.config.Device;
import io.defectsdk.config.GuideOptions;
import io.defectsdk.config.ModelStore;
import io.defectsdk.config.PictureLimits;
import io.defectsdk.config.PictureRetention;
import io.defectsdk.config.SchemaPolicy;
import io.defectsdk.config.Storage;
import io.defectsdk.internal.Checks;
import io.defectsdk.internal.Providers;
import io.defectsdk.spi.DatabaseProvider;
import io.defectsdk.spi.DatabaseSource;
import io.defectsdk.spi.EngineParts;
import io.defectsdk.spi.EngineProvider;
import io.defectsdk.spi.EventListener;
import io.defectsdk.spi.LanguageModel;
import io.defectsdk.spi.LexicalIndexProvider;
import io.defectsdk.spi.ManualReader;
import io.defectsdk.spi.ModelProvider;
import io.defectsdk.spi.Models;
import io.defectsdk.spi.PackagedModel;
import io.defectsdk.spi.Stores;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link DefectSdk} together. A database is required, everything else has a default. Parts that are not handed in
 * are found on the class path by {@link java.util.ServiceLoader}: with the class loader of the SDK's own classes first,
 * the thread's context class loader next. Confined to one thread.
 */
public final class DefectSdkBuilder {
    private DatabaseSource.@Nullable Connection database;
    private @Nullable Stores stores;
    private @Nullable String schema;
    private @Nullable SchemaPolicy schemaPolicy;
    private @Nullable ZoneId legacyTimeZone;
    private ModelStore modelStore = ModelStore.packaged();
    private @Nullable Models models;
    private @Nullable Device device;
    private Storage storage = Storage.database();
    private @Nullable UUID takenOver;
    private Storage artifacts = Storage.database();
    private PictureRetention retention = PictureRetention.none();
    private PictureLimits limits = PictureLimits.defaults();
    private AccountPolicy accountPolicy = AccountPolicy.defaults();
    private @Nullable LanguageModel languageModel;
    private GuideOptions guideOptions = GuideOptions.defaults();
    private EventListener listener = event -> {};
    private Clock clock = Clock.systemUTC();
    private int threads = Math.min(8, Runtime.getRuntime().availableProcessors());
    private Duration recordTimeout = Duration.ofSeconds(2);
    private int inspectionQueue = 64;

    DefectSdkBuilder() {}

    /**
     * PostgreSQL through a pool of the host's, which the SDK does not close. Opening takes up to two connections at
     * once. What the SDK writes it commits by itself, whatever the pool's auto-commit says; it takes no part in the
     * host's transactions. Give the pool a socket timeout (the driver's {@code socketTimeout}): without one, a server
     * that falls silent holds the SDK's threads until the operating system gives the connection up.
     *
     * @throws IllegalStateException if a database was given already
     */
    public DefectSdkBuilder dataSource(DataSource dataSource) {
        return connection(new DatabaseSource.Host(requireNonNull(dataSource, "dataSource")));
    }

    /**
     * PostgreSQL through a pool of the SDK's own.
     *
     * @throws IllegalStateException if a database was given already
     */
    public DefectSdkBuilder database(DatabaseOptions options) {
        return connection(new DatabaseSource.Own(requireNonNull(options, "options")));
    }

    private DefectSdkBuilder connection(DatabaseSource.Connection connection) {
        requireNoDatabase();
        this.database = connection;
        return this;
    }

    /**
     * Stores of another kind, such as the in-memory ones for tests; closed with the SDK.
     *
     * @throws IllegalStateException if a database was given already
     */
    public DefectSdkBuilder stores(Stores opened) {
        requireNoDatabase();
        this.stores = requireNonNull(opened, "stores");
        return this;
    }

    private void requireNoDatabase() {
        if (database != null || stores != null) {
            throw new IllegalStateException(
                    "a database was given already: call one of dataSource, database and stores");
        }
    }

    /**
     * The SDK's schema in the database; default {@code defect_sdk}.
     *
     * @throws IllegalArgumentException if the name is not of the form of {@link DatabaseSource#schema()}
     */
    public DefectSdkBuilder schema(String name) {
        this.schema = Checks.schema(name);
        return this;
    }

    /** What {@link #build()} does with the schema; default {@link SchemaPolicy#MIGRATE}. */
    public DefectSdkBuilder schemaPolicy(SchemaPolicy policy) {
        this.schemaPolicy = requireNonNull(policy, "policy");
        return this;
    }

    /** Where models come from beside those packaged on the class path; default {@link ModelStore#packaged()}. */
    public DefectSdkBuilder models(ModelStore store) {
        this.modelStore = requireNonNull(store, "store");
        return this;
    }

    /**
     * What backbones run on; default {@link Device#cpu()}. What the host must bring for a GPU is in docs/models.md; where that is missing,
     * {@link #build()} or the first use of a model fails, and nothing runs on the processor instead.
     */
    public DefectSdkBuilder device(Device chosen) {
        this.device = requireNonNull(chosen, "device");
        return this;
    }

    /**
     * Models of another kind; closed with the SDK. {@link #models(ModelStore)} is then not used; with a {@link #device} beside them,
     * {@link #build()} throws a {@link ConfigurationException}.
     */
    public DefectSdkBuilder models(Models opened) {
        this.models = requireNonNull(opened, "models");
        return this;
    }

    /**
     * In which zone the times of a hand-made database were written, which its columns do not say; needed once, when the SDK
     * takes over such a database with rows in it (see docs/database.md), and not used otherwise.
     */
    public DefectSdkBuilder legacyTimeZone(ZoneId zone) {
        this.legacyTimeZone = requireNonNull(zone, "zone");
        return this;
    }

    /**
     * Where pictures and manuals lie; default {@link Storage#database()}. Rows name files by key alone: whoever gives another
     * storage later copies the files there first, under the same keys, {@code installation.txt} with them: it says to which
     * database they belong. A storage outside the database that belongs to another one is refused.
     */
    public DefectSdkBuilder storage(Storage place) {
        this.storage = requireNonNull(place, "storage");
        return this;
    }

    /**
     * Takes over, for this database and from now on, the storage that {@link #build()} refused because it belongs to another
     * database, or this database's files to another storage: after a move to a new server, for one. What works with the other
     * one must be stopped for good: from now on this database deletes files there. The storage gets a new id, so that this call
     * does nothing any more the next time.
     *
     * @param id as the refusal's message names it
     */
    public DefectSdkBuilder takeOverStorage(UUID id) {
        this.takenOver = requireNonNull(id, "id");
        return this;
    }

    /**
     * Where the content of new recipes lies (memory banks, a few MB each); default {@link Storage#database()}. Older recipes
     * stay where they are, and are found there as long as that storage is given.
     */
    public DefectSdkBuilder artifacts(Storage place) {
        this.artifacts = requireNonNull(place, "storage");
        return this;
    }

    /** What is asked of logins and passwords; default {@link AccountPolicy#defaults()}. */
    public DefectSdkBuilder accountPolicy(AccountPolicy policy) {
        this.accountPolicy = requireNonNull(policy, "policy");
        return this;
    }

    /** Which inspected pictures are kept, in {@link #storage}; default {@link PictureRetention#none()}. */
    public DefectSdkBuilder retention(PictureRetention rules) {
        this.retention = requireNonNull(rules, "rules");
        return this;
    }

    /** What a picture may be; default {@link PictureLimits#defaults()}. */
    public DefectSdkBuilder limits(PictureLimits pictureLimits) {
        this.limits = requireNonNull(pictureLimits, "limits");
        return this;
    }

    /**
     * Chooses, or where a guide's request allows it writes, what response guides say; default: none, guides are extractive. {@code
     * OpenAiCompatible} of {@code defect-sdk-openai} talks to Ollama, llama-server, vLLM and other servers of that kind.
     */
    public DefectSdkBuilder languageModel(LanguageModel model) {
        this.languageModel = requireNonNull(model, "model");
        return this;
    }

    /** How response guides are made; default {@link GuideOptions#defaults()}. */
    public DefectSdkBuilder guides(GuideOptions options) {
        this.guideOptions = requireNonNull(options, "options");
        return this;
    }

    /** Told what happens; default: nobody. */
    public DefectSdkBuilder listener(EventListener eventListener) {
        this.listener = requireNonNull(eventListener, "listener");
        return this;
    }

    /** Tells the time; default the system's. */
    public DefectSdkBuilder clock(Clock source) {
        this.clock = requireNonNull(source, "clock");
        return this;
    }

    /**
     * Threads that compute, 1 to 64; default the machine's processors, 8 at most. An inspection or fit that is alone uses all of them, several
     * share them, those on the host's threads too; the result is the same, bit for bit.
     */
    public DefectSdkBuilder threads(int count) {
        this.threads = Checks.inRange(count, "threads", 1, 64);
        return this;
    }

    /**
     * Inspections that may wait for a thread of the SDK, 1 to 100,000; default 64. Each holds its picture as it was given. See
     * {@link io.defectsdk.inspection.Inspector#inspectAsync}.
     */
    public DefectSdkBuilder inspectionQueue(int size) {
        this.inspectionQueue = Checks.inRange(size, "inspectionQueue", 1, 100_000);
        return this;
    }

    /**
     * How long an inspection waits for its record to be written before the verdict is returned without it, 10 ms to 60 s;
     * default 2 s.
     */
    public DefectSdkBuilder recordTimeout(Duration timeout) {
        this.recordTimeout = Checks.inRange(timeout, "recordTimeout", Duration.ofMillis(10), Duration.ofMinutes(1));
        return this;
    }

    /**
     * Opens the database (see {@link SchemaPolicy}), looks at the models and starts the SDK. Blocks until that is done.
     * When it fails, what it opened is closed again; what was handed in stays open.
     *
     * @throws ConfigurationException if a part is missing; the message names the artifact that brings it
     * @throws SchemaException if the server or schema is not fit; the message says what to do
     * @throws StoreException if the database cannot be reached
     * @throws StorageException if a storage directory cannot be made or opened; {@code STORAGE_FOREIGN} if the storage
     *     belongs to another database
     * @throws ModelLoadException if the model store cannot be read, or the device cannot be used
     */
    public DefectSdk build() {
        if (database == null && stores == null) {
            throw new ConfigurationException(
                    "no database was given: call dataSource(...) or database(...) on the builder", null);
        }
        if (stores != null && (schema != null || schemaPolicy != null || legacyTimeZone != null)) {
            throw new ConfigurationException(
                    "schema, schemaPolicy and legacyTimeZone are about a database that the SDK opens, but stores(...)"
                            + " were given: leave these calls out, or give a dataSource(...) or database(...)",
                    null);
        }
        if (models != null && device != null) {
            throw new ConfigurationException(
                    "a device is about models that the SDK opens, but models(Models) were given: leave out device("
                            + device + "), or give a ModelStore",
                    null);
        }
        EngineProvider engine = Providers.one(EngineProvider.class, "defect-sdk-core");
        Deque<AutoCloseable> opened = new ArrayDeque<>();
        try {
            Models chosenModels = models != null ? models : open(openModels(), opened);
            Stores chosenStores = stores != null ? stores : open(openStores(), opened);
            return engine.start(new EngineParts(
                    chosenStores,
                    chosenModels,
                    storage,
                    Optional.ofNullable(takenOver),
                    artifacts,
                    retention,
                    limits,
                    accountPolicy,
                    listener,
                    first(ManualReader.class),
                    first(LexicalIndexProvider.class),
                    Optional.ofNullable(languageModel),
                    guideOptions,
                    clock,
                    threads,
                    recordTimeout,
                    inspectionQueue));
        } catch (RuntimeException | Error e) {
            closeAll(opened, e);
            throw e;
        }
    }

    private static <T> Optional<T> first(Class<T> service) {
        return Providers.all(service).stream().findFirst();
    }

    private static <T extends AutoCloseable> T open(T part, Deque<AutoCloseable> opened) {
        opened.push(part);
        return part;
    }

    private static void closeAll(Deque<AutoCloseable> opened, Throwable reason) {
        for (AutoCloseable part : opened) {
            try {
                part.close();
            } catch (Exception e) {
                reason.addSuppressed(e);
            }
        }
    }

    private Models openModels() {
        return Providers.one(ModelProvider.class, "defect-sdk-models")
                .open(
                        modelStore,
                        Providers.all(PackagedModel.class),
                        threads,
                        Objects.requireNonNullElse(device, Device.cpu()));
    }

    private Stores openStores() {
        return Providers.one(DatabaseProvider.class, "defect-sdk-postgres")
                .open(new DatabaseSource(
                        requireNonNull(database),
                        Objects.requireNonNullElse(schema, "defect_sdk"),
                        Objects.requireNonNullElse(schemaPolicy, SchemaPolicy.MIGRATE),
                        Optional.ofNullable(legacyTimeZone)));
    }
}

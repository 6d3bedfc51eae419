package io.defectsdk.testing.junit;

import static java.util.Objects.requireNonNull;

import io.defectsdk.DefectSdk;
import io.defectsdk.DefectSdkBuilder;
import io.defectsdk.testing.database.TestDatabase;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests of a host application a fresh PostgreSQL database and an SDK on it, as parameters of their methods:
 *
 * <pre>{@code
 * @ExtendWith(DefectSdkExtension.class)
 * class LineTest {
 *     @Test
 *     void judgesAPart(DefectSdk sdk, RecordedEvents events) { … }
 * }
 * }</pre>
 *
 * <p>A parameter may be a
 *
 * <ul>
 *   <li>{@link TestDatabase}: empty until the SDK or the test fills it.
 *   <li>{@link DefectSdk}: opened on this database with a pool of its own; needs the SDK's other modules on the test
 *       class path. To set more than the database, such as a clock or a model store, register the extension with
 *       {@link #with}.
 *   <li>{@link RecordedEvents}: what this SDK told; empty if another listener was set.
 * </ul>
 *
 * <p>All of a test are made for it and closed after it. What a {@code @BeforeAll} method or a constructor asks for is
 * shared by all tests of the class and closed after the last, so that a product can be taught once. How the server is
 * chosen says {@link TestDatabase}. Thread-safe.
 */
public final class DefectSdkExtension implements ParameterResolver, AfterEachCallback, AfterAllCallback {
    private static final Set<Class<?>> KNOWN = Set.of(TestDatabase.class, DefectSdk.class, RecordedEvents.class);

    private final Consumer<DefectSdkBuilder> settings;

    /** With the SDK's defaults. */
    public DefectSdkExtension() {
        this(builder -> {});
    }

    private DefectSdkExtension(Consumer<DefectSdkBuilder> settings) {
        this.settings = settings;
    }

    /**
     * With settings of the test's own, for {@code @RegisterExtension} fields.
     *
     * @param settings called with each SDK's builder, which has its database already
     */
    public static DefectSdkExtension with(Consumer<DefectSdkBuilder> settings) {
        return new DefectSdkExtension(requireNonNull(settings, "settings"));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return KNOWN.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // finds the class's before it makes one for this test
        Opened opened = store(context).getOrComputeIfAbsent(Opened.class, key -> new Opened(settings), Opened.class);
        Class<?> type = parameter.getParameter().getType();
        if (type == TestDatabase.class) {
            return opened.database();
        }
        return type == DefectSdk.class ? opened.sdk() : opened.events();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        close(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close(context);
    }

    private void close(ExtensionContext context) {
        // removes from this context alone: what belongs to the class stays
        Opened opened = store(context).remove(Opened.class, Opened.class);
        if (opened != null) {
            opened.close();
        }
    }

    private ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(Namespace.create(this));
    }

    /** What was made for one test, or for all of a class. */
    private static final class Opened {
        private final Consumer<DefectSdkBuilder> settings;
        private final RecordedEvents events = new RecordedEvents();
        private @Nullable TestDatabase database;
        private @Nullable DefectSdk sdk;

        Opened(Consumer<DefectSdkBuilder> settings) {
            this.settings = settings;
        }

        synchronized TestDatabase database() {
            if (database == null) {
                database = TestDatabase.create();
            }
            return database;
        }

        synchronized DefectSdk sdk() {
            if (sdk == null) {
                DefectSdkBuilder builder =
                        DefectSdk.builder().database(database().options()).listener(events);
                settings.accept(builder);
                sdk = builder.build();
            }
            return sdk;
        }

        RecordedEvents events() {
            return events;
        }

        synchronized void close() {
            try {
                if (sdk != null) {
                    sdk.close();
                }
            } finally {
                if (database != null) {
                    database.close();
                }
            }
        }
    }
}

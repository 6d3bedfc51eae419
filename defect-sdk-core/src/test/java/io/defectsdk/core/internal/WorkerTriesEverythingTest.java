package io.defectsdk.core.internal;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.defectsdk.AccessDeniedException;
import io.defectsdk.DefectSdk;
import io.defectsdk.DefectSdkException;
import io.defectsdk.PageRequest;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.AuditQuery;
import io.defectsdk.account.NewAccount;
import io.defectsdk.account.Role;
import io.defectsdk.config.AccountPolicy;
import io.defectsdk.guide.GuideRequest;
import io.defectsdk.inspection.InspectionRequest;
import io.defectsdk.similarity.SimilarityQuery;
import io.defectsdk.spi.Stores;
import io.defectsdk.testing.memory.InMemoryStores;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Calls every method that takes an actor, of every interface that a host can reach, as a worker: it is refused, that is recorded,
 * and no store is asked for anything else. Whoever adds a method for admins and forgets the check fails here.
 */
@Timeout(300)
class WorkerTriesEverythingTest {
    /** Methods with an actor that workers may call, by {@link Method#toGenericString()}, each with a reason. */
    private static final Map<String, String> FOR_WORKERS = Map.of(
            "public abstract io.defectsdk.guide.GuideEntry io.defectsdk.guide.Guides.rate(long,int,java.lang.String,io.defectsdk.account.Actor)",
            "whoever works by a guide says what it is worth",
            "public abstract io.defectsdk.guide.GuideEntry io.defectsdk.guide.Guides.markDone(long,io.defectsdk.account.Actor)",
            "whoever takes an action says so");

    /** Parameters that hold an actor, each with a reason why no check belongs to them. */
    private static final Map<Class<?>, String> HOLDING_AN_ACTOR = Map.of(
            InspectionRequest.class, "inspecting is what workers do; the actor is for the record",
            SimilarityQuery.class, "searching is what workers do; the actor is for the record",
            GuideRequest.class, "asking for guides is what workers do; the actor is for the record");

    private static final Actor ADMIN = Actor.vouched("kim", Role.ADMIN);

    @TempDir
    private Path folder;

    private final InMemoryStores memory = new InMemoryStores();
    private final RecordedStores recorded = new RecordedStores(memory);
    private DefectSdk sdk;
    private Arguments arguments;

    @BeforeEach
    void start() throws Exception {
        sdk = start(recorded.stores());
        arguments = new Arguments(sdk, ADMIN, folder);
    }

    private static DefectSdk start(Stores stores) {
        return DefectSdk.builder()
                .stores(stores)
                .models(new FakeModels())
                .accountPolicy(AccountPolicy.defaults().withBcryptCost(4))
                .build();
    }

    @AfterEach
    void close() {
        sdk.close();
    }

    static Stream<Method> methodsWithAnActor() {
        return reachable().stream()
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> Arrays.asList(method.getParameterTypes()).contains(Actor.class))
                .sorted(Comparator.comparing(Method::toGenericString));
    }

    @ParameterizedTest
    @MethodSource("methodsWithAnActor")
    void refusesAWorker(Method method) throws Exception {
        if (FOR_WORKERS.containsKey(method.toGenericString())) {
            return;
        }
        Actor vouched = Actor.vouched("lee", Role.WORKER);
        sdk.accounts().add(NewAccount.of("park", Role.WORKER), "a password".toCharArray(), ADMIN);
        Actor ours = sdk.accounts().authenticate("park", "a password".toCharArray());

        assertRefused(method, vouched, List.of("AuditStore.add"));
        assertRefused(method, ours, List.of("AccountStore.find", "AuditStore.add"));
    }

    private void assertRefused(Method method, Actor worker, List<String> calls) throws Exception {
        Object part = part(method);
        Object[] values = arguments.of(method, worker);
        recorded.take();

        Throwable thrown = catchThrowable(() -> call(method, part, values));

        assertThat(thrown)
                .as("%s by %s: check that the actor is an admin before anything else", method, worker)
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining(worker.name() + " is a WORKER; the refusal is recorded");
        assertThat(recorded.take()).as("asked of the stores by %s", method).isEqualTo(calls);
        AuditEntry entry = memory.audit()
                .list(AuditQuery.all(), PageRequest.first(1))
                .items()
                .get(0);
        assertThat(entry.action()).isEqualTo("access.denied");
        assertThat(entry.actor()).isEqualTo(worker);
        assertThat(entry.subject()).matches("[a-z-]+:.+");
        assertThat(entry.detail()).as("what was wanted").matches("[a-z-]+(\\.[a-z-]+)+");
    }

    /** The arguments are plausible: with them it is the actor who matters. */
    @ParameterizedTest
    @MethodSource("methodsWithAnActor")
    void letsAnAdminDoTheSame(Method method) throws Exception {
        if (FOR_WORKERS.containsKey(method.toGenericString())) {
            return;
        }
        Object[] values = arguments.of(method, ADMIN);

        Throwable thrown = catchThrowable(() -> call(method, part(method), values));

        if (thrown != null) {
            assertThat(thrown)
                    .as("%s by an admin", method)
                    .isInstanceOf(DefectSdkException.class)
                    .isNotInstanceOf(AccessDeniedException.class);
        }
    }

    @Test
    void walksThroughAllPartsOfTheSdk() {
        assertThat(reachable())
                .extracting(Class::getSimpleName)
                .contains(
                        "DefectSdk",
                        "Catalog",
                        "Pictures",
                        "Manuals",
                        "Accounts",
                        "Settings",
                        "AuditTrail",
                        "DeploymentManager",
                        "DeploymentRun",
                        "FolderRun",
                        "Inspector",
                        "Inspection",
                        "Similarity",
                        "Guides",
                        "SimilarityResult");
        assertThat(methodsWithAnActor()).hasSizeGreaterThan(30);
        assertThat(methodsWithAnActor().map(Method::toGenericString)).containsAll(FOR_WORKERS.keySet());
    }

    @Test
    void knowsEveryParameterThatHoldsAnActor() {
        Set<Class<?>> holders = reachable().stream()
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .flatMap(method -> Arrays.stream(method.getParameterTypes()))
                .filter(type -> type != Actor.class && type.getName().startsWith("io.defectsdk."))
                .filter(type -> Arrays.stream(type.getMethods())
                        .anyMatch(
                                method -> typesIn(method.getGenericReturnType()).contains(Actor.class)))
                .collect(toCollection(LinkedHashSet::new));

        assertThat(holders)
                .as("a parameter that holds an actor: refuse workers and test it, or say why here")
                .isEqualTo(HOLDING_AN_ACTOR.keySet());
    }

    @Test
    void failsForArgumentsThatItDoesNotKnow() throws Exception {
        Method unknown = Map.class.getMethod("putAll", Map.class);

        assertThat(catchThrowable(() -> arguments.of(unknown, ADMIN)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no argument of type java.util.Map");
    }

    /** The part of the SDK that has this method. */
    private Object part(Method method) throws Exception {
        Map<Class<?>, Object> parts = new LinkedHashMap<>();
        for (Method accessor : DefectSdk.class.getMethods()) {
            if (!Modifier.isStatic(accessor.getModifiers())
                    && accessor.getReturnType().isInterface()) {
                parts.put(accessor.getReturnType(), accessor.invoke(sdk));
            }
        }
        Object part = parts.get(method.getDeclaringClass());
        if (part == null) {
            throw new AssertionError("no accessor of DefectSdk gives a "
                    + method.getDeclaringClass().getName() + ", whose " + method.getName()
                    + " takes an actor: teach this test where to get one");
        }
        return part;
    }

    private static void call(Method method, Object part, Object[] values) throws Throwable {
        try {
            method.invoke(part, values);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** The interfaces that a host gets from an SDK, and from what it gets, and so on. */
    private static Set<Class<?>> reachable() {
        Set<Class<?>> found = new TreeSet<>(Comparator.comparing(Class::getName));
        Deque<Class<?>> open = new ArrayDeque<>(List.of(DefectSdk.class));
        while (!open.isEmpty()) {
            Class<?> type = open.remove();
            if (type.isInterface() && type.getName().startsWith("io.defectsdk.") && found.add(type)) {
                Arrays.stream(type.getMethods())
                        .filter(method -> !Modifier.isStatic(method.getModifiers()))
                        .flatMap(method -> typesIn(method.getGenericReturnType()).stream())
                        .forEach(open::add);
            }
        }
        return found;
    }

    /** The classes in a type: itself, and what it is a list, page or the like of. */
    private static Set<Class<?>> typesIn(Type type) {
        Set<Class<?>> found = new LinkedHashSet<>();
        if (type instanceof Class<?> simple) {
            found.add(simple);
        } else if (type instanceof ParameterizedType generic) {
            found.addAll(typesIn(generic.getRawType()));
            Arrays.stream(generic.getActualTypeArguments()).forEach(part -> found.addAll(typesIn(part)));
        }
        return found;
    }
}

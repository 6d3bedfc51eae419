package io.defectsdk.core.internal.catalog;

import static io.defectsdk.core.internal.catalog.Desk.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.defectsdk.DuplicateEntryException;
import io.defectsdk.PageRequest;
import io.defectsdk.StorageException;
import io.defectsdk.StoreException;
import io.defectsdk.catalog.Manual;
import io.defectsdk.catalog.ManualFile;
import io.defectsdk.catalog.NewManual;
import io.defectsdk.catalog.NewPicture;
import io.defectsdk.catalog.PictureFilter;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.core.internal.storage.DirectoryObjectStore;
import io.defectsdk.core.internal.storage.Interposed;
import io.defectsdk.core.internal.storage.Mortal;
import io.defectsdk.inspection.Picture;
import io.defectsdk.spi.ObjectStore;
import io.defectsdk.spi.PictureStore;
import io.defectsdk.spi.Stores;
import io.defectsdk.testing.memory.InMemoryStores;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that die at each call of database and storage in turn, are slow, or lose the database, and those after them. */
class CrashTest {
    private static final int MORE_CALLS_THAN_ANY = 100;

    @TempDir
    private Path folder;

    private int round;
    private Path storage;
    private InMemoryStores stores;
    private ObjectStore objects;
    private Path manual;

    @BeforeEach
    void begin() throws IOException {
        manual = Files.writeString(folder.resolve("guide.pdf"), "%PDF-1.7 first");
        beginAnew();
    }

    private static void nothing() {}

    private void beginAnew() {
        storage = folder.resolve("storage" + round++);
        stores = new InMemoryStores();
        objects = new DirectoryObjectStore(storage);
        desk().withProduct();
    }

    private Desk desk() {
        return Desk.of(stores, objects);
    }

    private void sweepAsAnHeir() {
        Desk.ofAnHeir(stores, new DirectoryObjectStore(storage)).uploads.sweep();
    }

    /**
     * Lets a process die at each of its calls, before the call takes effect and after.
     *
     * @param before what is there before the process
     * @param dying what it does
     * @param again what the next one does, wherever the first one died
     * @return how many calls it makes if it does not die
     */
    private int dieAtEachCall(Runnable before, Consumer<Desk> dying, Consumer<Desk> again) {
        for (int call = 1; call < MORE_CALLS_THAN_ANY; call++) {
            for (boolean takesEffect : new boolean[] {false, true}) {
                beginAnew();
                before.run();
                Mortal mortal = new Mortal(call, takesEffect);
                Desk process =
                        Desk.of(mortal.calling(Stores.class, stores), mortal.calling(ObjectStore.class, objects));
                try {
                    dying.accept(process);
                } catch (Mortal.Death e) {
                    assertThat(mortal.dead()).isTrue();
                }
                if (!mortal.dead()) {
                    return call - 1;
                }
                sweepAsAnHeir();
                assertNothingIsLeftOver();
                again.accept(desk());
                assertEverythingIsThere();
                assertThat(Desk.files(storage)).isNotEmpty();
            }
        }
        throw new AssertionError("it never ended");
    }

    private List<RegisteredPicture> pictures() {
        return stores.pictures()
                .list(PictureFilter.of("p"), PageRequest.first(10))
                .items();
    }

    /** Files of earlier revisions stay, as the audit trail tells of them. */
    private void assertNothingIsLeftOver() {
        int revisions =
                stores.manuals().list("p").stream().mapToInt(Manual::revision).sum();
        int missing = desk().pictures.verify("p").size();
        assertThat(Desk.files(storage)).hasSize(pictures().size() - missing + revisions);
        assertThat(stores.uploads().giveUpStale(Duration.ZERO, 10)).isEmpty();
    }

    private void assertEverythingIsThere() {
        assertNothingIsLeftOver();
        assertThat(desk().pictures.verify("p")).isEmpty();
        assertThat(Desk.files(storage))
                .containsAll(
                        pictures().stream().map(RegisteredPicture::storageKey).toList());
        stores.manuals().list("p").forEach(row -> assertThat(desk().manuals.content(row.id()))
                .isNotEmpty());
    }

    private static RegisteredPicture addPicture(Desk desk) {
        return desk.pictures.add(NewPicture.normal("p", Picture.of(SmallPictures.bmp(1))), ADMIN);
    }

    private static void addPictureUnlessItIsThere(Desk desk) {
        try {
            addPicture(desk);
        } catch (DuplicateEntryException e) {
            assertThat(e.existingId()).isOne();
        }
    }

    private void addManualUnlessItIsThere(Desk desk) {
        try {
            desk.manuals.add(NewManual.of("p", manual), ADMIN);
        } catch (DuplicateEntryException e) {
            assertThat(e.existingId()).isOne();
        }
    }

    @Test
    void leavesNothingHalfOfAPicture() {
        int calls = dieAtEachCall(CrashTest::nothing, CrashTest::addPicture, CrashTest::addPictureUnlessItIsThere);

        assertThat(calls)
                .as("stale uploads, product, setting, duplicate, note, file, row")
                .isEqualTo(7);
    }

    @Test
    void leavesNothingHalfOfAManual() {
        int calls = dieAtEachCall(
                CrashTest::nothing,
                desk -> desk.manuals.add(NewManual.of("p", manual), ADMIN),
                this::addManualUnlessItIsThere);

        assertThat(calls).isEqualTo(7);
    }

    @Test
    void leavesNothingHalfOfAManualsNextRevision() throws IOException {
        ManualFile second = ManualFile.of(Files.writeString(folder.resolve("second.pdf"), "%PDF-1.7 second"));

        dieAtEachCall(() -> addManualUnlessItIsThere(desk()), desk -> desk.manuals.replace(1, second, ADMIN), desk -> {
            assertThat(desk.manuals.replace(1, second, ADMIN).revision()).isEqualTo(2);
            assertThat(desk.manuals.content(1)).asString().endsWith("second");
        });
    }

    @Test
    void leavesNothingHalfOfASuppliedFile() {
        Consumer<Desk> supply = desk -> desk.pictures.supplyContent(1, Picture.of(SmallPictures.bmp(1)), ADMIN);

        dieAtEachCall(() -> objects.delete(addPicture(desk()).storageKey()), supply, supply);
    }

    @Test
    void leavesNothingOfAPictureThatAnotherProcessRegisteredMeanwhile() {
        int calls = dieAtEachCall(
                () -> {
                    Desk other = desk();
                    objects = storing(CrashTest::nothing, once(() -> addPicture(other)));
                },
                CrashTest::addPictureUnlessItIsThere,
                CrashTest::addPictureUnlessItIsThere);

        assertThat(calls).as("the row is refused: given up, deleted, forgotten").isEqualTo(10);
    }

    /** The storage, where something happens while it stores a file: before the file is there, and after. */
    private ObjectStore storing(Runnable before, Runnable after) {
        return Interposed.on(ObjectStore.class, objects, (method, call) -> {
            if (!method.getName().equals("put")) {
                return call.call();
            }
            before.run();
            call.call();
            after.run();
            return null;
        });
    }

    private static Runnable once(Runnable task) {
        AtomicBoolean done = new AtomicBoolean();
        return () -> {
            if (!done.getAndSet(true)) {
                task.run();
            }
        };
    }

    @Test
    void neverRegistersAFileThatAnHeirGaveUp() {
        List<ObjectStore> slow = List.of(
                storing(this::sweepAsAnHeir, CrashTest::nothing), storing(CrashTest::nothing, this::sweepAsAnHeir));
        for (ObjectStore storage : slow) {
            assertThatExceptionOfType(StoreException.class)
                    .as("both attempts were given up")
                    .isThrownBy(() -> addPicture(Desk.of(stores, storage)))
                    .withMessageContaining("given up");

            assertThat(pictures()).isEmpty();
            assertEverythingIsThere();
        }
    }

    @Test
    void storesOnceMoreWhatAnHeirGaveUp() {
        addPicture(Desk.of(stores, storing(once(this::sweepAsAnHeir), CrashTest::nothing)));

        assertThat(pictures()).hasSize(1);
        assertEverythingIsThere();
    }

    @Test
    void keepsTheNoteWhileTheDatabaseIsAwayAndSweepsLater() {
        Desk desk = Desk.of(stores, storing(CrashTest::nothing, () -> stores.setAvailable(false)));

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> addPicture(desk))
                .satisfies(e -> assertThat(e.retryable()).isTrue());

        assertThat(Desk.files(storage))
                .as("nobody can tell whether it is registered")
                .hasSize(1);
        stores.setAvailable(true);
        sweepAsAnHeir();
        assertEverythingIsThere();
    }

    @Test
    void keepsAFileWhoseRowWasWrittenThoughTheConnectionBrokeOff() {
        Stores breakingOff = Interposed.on(Stores.class, stores, (method, call) -> {
            Object written = call.call();
            if (method.getDeclaringClass() == PictureStore.class
                    && method.getName().equals("add")) {
                throw StoreException.unavailable("the connection broke off", null);
            }
            return written;
        });

        RegisteredPicture added = addPicture(Desk.of(breakingOff, objects));

        assertThat(pictures()).containsExactly(added);
        assertEverythingIsThere();
    }

    @Test
    void sweepsWhatItCanWhateverFails() {
        for (String name : List.of("a", "b")) {
            stores.uploads().begin(name);
            objects.put(name, new ByteArrayInputStream(new byte[1]));
        }
        Runnable fail = once(() -> {
            throw new StorageException("it is read-only", null);
        });
        ObjectStore stubborn = Interposed.on(ObjectStore.class, objects, (method, call) -> {
            fail.run();
            return call.call();
        });

        Desk.ofAnHeir(stores, stubborn).uploads.sweep();
        assertThat(Desk.files(storage)).containsExactly("a");

        stores.setAvailable(false);
        sweepAsAnHeir();
        stores.setAvailable(true);
        assertThat(Desk.files(storage)).containsExactly("a");
        sweepAsAnHeir();
        assertEverythingIsThere();
    }

    @Test
    void sweepsBeforeItAddsAndSoonAfterItOpens() {
        for (boolean open : new boolean[] {true, false}) {
            stores.uploads().begin("left" + open);
            objects.put("left" + open, new ByteArrayInputStream(new byte[1]));
            try (Desk heir = Desk.ofAnHeir(stores, objects)) {
                if (open) {
                    heir.folders.sweepSoon();
                } else {
                    assertThatExceptionOfType(RuntimeException.class)
                            .isThrownBy(() -> heir.pictures.add(
                                    NewPicture.normal("no such product", Picture.of(new byte[1])), ADMIN));
                }
            }
            assertEverythingIsThere();
        }
    }
}

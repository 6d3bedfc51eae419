package io.defectsdk.core.internal.catalog;

import io.defectsdk.account.Actor;
import io.defectsdk.account.Role;
import io.defectsdk.catalog.NewDefectType;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.config.PictureLimits;
import io.defectsdk.core.internal.account.Permissions;
import io.defectsdk.core.internal.concurrent.Gate;
import io.defectsdk.core.internal.picture.PictureDecoder;
import io.defectsdk.core.internal.storage.DirectoryObjectStore;
import io.defectsdk.core.internal.storage.Uploads;
import io.defectsdk.core.internal.storage.VerifiedContent;
import io.defectsdk.spi.ObjectStore;
import io.defectsdk.spi.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** An engineer's desk: products, pictures and manuals on given stores, with files in a directory. */
final class Desk implements AutoCloseable {
    static final Actor ADMIN = Actor.vouched("kim", Role.ADMIN);
    static final Actor WORKER = Actor.vouched("lee", Role.WORKER);

    /** Larger pictures are bombs here. */
    static final PictureLimits LIMITS = new PictureLimits(4 << 20, 1_000_000, 16);

    final Gate gate = new Gate();
    final Uploads uploads;
    final FolderRuns folders;
    final DefaultCatalog catalog;
    final DefaultPictures pictures;
    final DefaultManuals manuals;

    private Desk(Stores stores, ObjectStore storage, Duration stale) {
        Clock clock = Clock.systemUTC();
        Permissions permissions = new Permissions(stores.accounts(), stores.audit(), clock);
        VerifiedContent content = new VerifiedContent(storage);
        uploads = new Uploads(storage, () -> {}, stores.uploads(), UUID::randomUUID, stale);
        folders = new FolderRuns(uploads);
        catalog = new DefaultCatalog(gate, stores, permissions, clock);
        pictures = new DefaultPictures(
                gate, stores, permissions, new PictureDecoder(LIMITS), uploads, content, folders, clock);
        manuals = new DefaultManuals(gate, stores, permissions, uploads, content, clock);
    }

    static Desk of(Stores stores, Path directory) {
        return of(stores, new DirectoryObjectStore(directory));
    }

    static Desk of(Stores stores, ObjectStore storage) {
        return new Desk(stores, storage, Uploads.STALE);
    }

    /** One to whom every upload is stale that is not its own call's: as if all others had died long ago. */
    static Desk ofAnHeir(Stores stores, ObjectStore storage) {
        return new Desk(stores, storage, Duration.ZERO);
    }

    /** With the product {@code p}, and its types {@code hole} and {@code burr}. */
    Desk withProduct() {
        catalog.addProduct(NewProduct.of("p", "주조 제품"), ADMIN);
        catalog.addDefectType(NewDefectType.of("p", "hole", "기공"), ADMIN);
        catalog.addDefectType(NewDefectType.of("p", "burr", "버"), ADMIN);
        return this;
    }

    /** The keys of all files in a directory store. */
    static List<String> files(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        folders.close();
    }
}

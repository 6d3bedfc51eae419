package io.defectsdk.core.internal.catalog;

import static java.util.Objects.requireNonNull;

import io.defectsdk.CatalogException;
import io.defectsdk.DuplicateEntryException;
import io.defectsdk.ErrorCode;
import io.defectsdk.StorageException;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.account.Actor;
import io.defectsdk.catalog.Manual;
import io.defectsdk.catalog.ManualFile;
import io.defectsdk.catalog.Manuals;
import io.defectsdk.catalog.NewManual;
import io.defectsdk.catalog.StoredContent;
import io.defectsdk.config.SettingKey;
import io.defectsdk.core.internal.account.AdminCalls;
import io.defectsdk.core.internal.account.Permissions;
import io.defectsdk.core.internal.concurrent.Gate;
import io.defectsdk.core.internal.picture.Sha256;
import io.defectsdk.core.internal.settings.SettingValues;
import io.defectsdk.core.internal.storage.Uploads;
import io.defectsdk.core.internal.storage.VerifiedContent;
import io.defectsdk.spi.AuditSubjects;
import io.defectsdk.spi.ManualStore;
import io.defectsdk.spi.NameSearch;
import io.defectsdk.spi.Stores;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** See {@link Manuals}. */
public final class DefaultManuals implements Manuals {
    private static final String FOLDER = "catalog/manuals";

    private final Gate gate;
    private final AdminCalls admins;
    private final ManualStore manuals;
    private final CatalogChecks checks;
    private final SettingValues settings;
    private final Uploads uploads;
    private final VerifiedContent content;
    private final Clock clock;

    /** From its parts. */
    public DefaultManuals(
            Gate gate, Stores stores, Permissions permissions, Uploads uploads, VerifiedContent content, Clock clock) {
        this.gate = gate;
        this.admins = new AdminCalls(gate, permissions);
        this.manuals = stores.manuals();
        this.checks = new CatalogChecks(stores.products(), stores.defectTypes());
        this.settings = new SettingValues(stores.settings());
        this.uploads = uploads;
        this.content = content;
        this.clock = clock;
    }

    @Override
    public Manual add(NewManual manual, Actor actor) {
        String product = requireNonNull(manual, "manual").productCode();
        return admins.call(actor, "manual.add", AuditSubjects.product(product), () -> {
            uploads.sweep();
            checks.requireActive(product);
            String name = FileNames.normalised(manual.name());
            manuals.findByName(product, name).ifPresent(DefaultManuals::refuse);
            byte[] file = read(name, manual.file());
            ManualFormat format = ManualFormat.of(name, file);
            StoredContent what = new StoredContent(Sha256.of(file), file.length);
            return uploads.store(
                    FOLDER,
                    format.extension(),
                    file,
                    key -> manuals.add(product, name, key, what, actor, clock.instant()),
                    key -> manuals.findByName(product, name)
                            .filter(row -> row.storageKey().equals(key)));
        });
    }

    private static void refuse(Manual there) {
        throw new DuplicateEntryException(
                ErrorCode.MANUAL_EXISTS,
                "the product '" + there.productCode() + "' has a manual '" + there.fileName() + "' already: "
                        + there.id() + "; replace it, or rename the file (retired manuals keep their names)",
                there.id());
    }

    private byte[] read(String label, ManualFile file) {
        UploadLimit limit = new UploadLimit(settings.get(SettingKey.MAX_UPLOAD_SIZE_MB));
        if (file instanceof ManualFile.InMemory memory) {
            limit.require(label, memory.size());
            return memory.bytes();
        }
        try {
            return file instanceof ManualFile.OnDisk disk
                    ? WholeFile.read(disk.path(), size -> limit.require(label, size))
                    : read(label, ((ManualFile.Streamed) file).take(), limit);
        } catch (IOException e) {
            throw new StorageException("the manual '" + label + "' cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] read(String label, InputStream stream, UploadLimit limit) throws IOException {
        byte[] bytes = readUpTo(limit.bytes() + 1, stream);
        if (bytes.length > limit.bytes()) {
            throw limit.exceeded(label, "more"); // nobody counts to the end of a stream
        }
        return bytes;
    }

    private static byte[] readUpTo(int length, InputStream stream) throws IOException {
        try {
            return stream.readNBytes(length);
        } catch (RuntimeException e) { // a stream of the host's own may throw anything
            throw new IOException(e.toString(), e);
        }
    }

    @Override
    public Manual replace(long id, ManualFile file, Actor actor) {
        requireNonNull(file, "file");
        return admins.call(actor, "manual.replace", AuditSubjects.manual(id), () -> {
            uploads.sweep();
            Manual manual = require(id);
            checks.requireActive(manual.productCode());
            String label = FileNames.printable(manual.fileName());
            byte[] bytes = read(label, file);
            ManualFormat format = ManualFormat.ofBytes(label, bytes);
            requireSameFormat(manual, format);
            StoredContent what = new StoredContent(Sha256.of(bytes), bytes.length);
            if (manual.content().equals(Optional.of(what)) && intact(manual)) {
                return manual;
            }
            return uploads.store(
                    FOLDER,
                    format.extension(),
                    bytes,
                    key -> manuals.replace(id, key, what, actor, clock.instant()),
                    key -> manuals.find(id).filter(row -> row.storageKey().equals(key)));
        });
    }

    /** The manual keeps its name, which must go on saying what it is. */
    private static void requireSameFormat(Manual manual, ManualFormat format) {
        ManualFormat.named(manual.fileName()).filter(old -> old != format).ifPresent(old -> {
            throw new CatalogException(
                    ErrorCode.MANUAL_FORMAT_UNSUPPORTED,
                    "manual " + manual.id() + " ('" + manual.fileName() + "') is a " + old
                            + " by its name, but the file given for it is a " + format
                            + ": add that one as a manual of its own, and retire the old one",
                    null);
        });
    }

    private boolean intact(Manual manual) {
        try {
            bytes(manual);
            return true;
        } catch (StorageException e) {
            return false;
        }
    }

    @Override
    public Optional<Manual> find(long id) {
        return gate.call(() -> manuals.find(id));
    }

    @Override
    public List<Manual> list(String productCode) {
        requireNonNull(productCode, "productCode");
        return gate.call(() -> manuals.list(productCode));
    }

    @Override
    public List<Manual> search(String text, int limit) {
        NameSearch search = NameSearch.of(text, limit);
        return gate.call(() -> manuals.search(search));
    }

    @Override
    public byte[] content(long id) {
        return gate.call(() -> bytes(require(id)));
    }

    private byte[] bytes(Manual manual) {
        StoredContent expected = manual.content()
                .orElseThrow(() -> new StorageException(
                        ErrorCode.CONTENT_MISSING,
                        "the file of manual " + manual.id() + " ('" + FileNames.printable(manual.fileName())
                                + "') was never brought: its row is from a hand-made database, where it lay at "
                                + FileNames.printable(manual.storageKey()) + "; bring it by replace",
                        null));
        return content.read(manual.fileName(), manual.storageKey(), expected);
    }

    @Override
    public Manual retire(long id, Actor actor) {
        return admins.call(
                actor,
                "manual.retire",
                AuditSubjects.manual(id),
                () -> manuals.setActive(id, false, actor, clock.instant()));
    }

    @Override
    public Manual restore(long id, Actor actor) {
        return admins.call(
                actor,
                "manual.restore",
                AuditSubjects.manual(id),
                () -> manuals.setActive(id, true, actor, clock.instant()));
    }

    private Manual require(long id) {
        return manuals.find(id)
                .orElseThrow(() -> new UnknownEntryException(
                        ErrorCode.MANUAL_UNKNOWN, "there is no manual with the id " + id, null));
    }
}

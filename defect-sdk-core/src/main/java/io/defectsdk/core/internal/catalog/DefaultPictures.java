package io.defectsdk.core.internal.catalog;

import static java.util.Objects.requireNonNull;

import io.defectsdk.CatalogException;
import io.defectsdk.ErrorCode;
import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.account.Actor;
import io.defectsdk.catalog.DefectRegion;
import io.defectsdk.catalog.FolderRun;
import io.defectsdk.catalog.NewPicture;
import io.defectsdk.catalog.PictureFilter;
import io.defectsdk.catalog.PictureFolder;
import io.defectsdk.catalog.PictureType;
import io.defectsdk.catalog.Pictures;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.config.SettingKey;
import io.defectsdk.core.internal.account.AdminCalls;
import io.defectsdk.core.internal.account.Permissions;
import io.defectsdk.core.internal.concurrent.Gate;
import io.defectsdk.core.internal.picture.PictureDecoder;
import io.defectsdk.core.internal.settings.SettingValues;
import io.defectsdk.core.internal.storage.Uploads;
import io.defectsdk.core.internal.storage.VerifiedContent;
import io.defectsdk.inspection.Picture;
import io.defectsdk.spi.AuditSubjects;
import io.defectsdk.spi.NameSearch;
import io.defectsdk.spi.PictureStore;
import io.defectsdk.spi.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** See {@link Pictures}. */
public final class DefaultPictures implements Pictures {
    private static final int PAGE = 500;

    private final Gate gate;
    private final AdminCalls admins;
    private final PictureStore pictures;
    private final CatalogChecks checks;
    private final SettingValues settings;
    private final Uploads uploads;
    private final PictureRegistrar registrar;
    private final StoredPictures stored;
    private final FolderRuns folders;
    private final Clock clock;

    /** From its parts. */
    public DefaultPictures(
            Gate gate,
            Stores stores,
            Permissions permissions,
            PictureDecoder decoder,
            Uploads uploads,
            VerifiedContent content,
            FolderRuns folders,
            Clock clock) {
        this.gate = gate;
        this.admins = new AdminCalls(gate, permissions);
        this.pictures = stores.pictures();
        this.checks = new CatalogChecks(stores.products(), stores.defectTypes());
        this.settings = new SettingValues(stores.settings());
        this.uploads = uploads;
        this.registrar = new PictureRegistrar(pictures, decoder, uploads, clock);
        this.stored = new StoredPictures(content);
        this.folders = folders;
        this.clock = clock;
    }

    @Override
    public RegisteredPicture add(NewPicture picture, Actor actor) {
        String product = requireNonNull(picture, "picture").productCode();
        return admins.call(actor, "picture.add", AuditSubjects.product(product), () -> {
            uploads.sweep();
            requireFit(product, picture.defectCode());
            checks.requireFit(product, picture.regions());
            return registrar.register(picture, limit(), actor);
        });
    }

    private void requireFit(String product, Optional<String> defectCode) {
        checks.requireActive(product);
        defectCode.ifPresent(code -> checks.requireFit(product, code));
    }

    private UploadLimit limit() {
        return new UploadLimit(settings.get(SettingKey.MAX_UPLOAD_SIZE_MB));
    }

    @Override
    public FolderRun addFolder(PictureFolder folder, Actor actor) {
        String product = requireNonNull(folder, "folder").productCode();
        return admins.call(actor, "picture.add", AuditSubjects.product(product), () -> {
            requireFit(product, folder.defectCode());
            return folders.start(registration(folder, actor));
        });
    }

    private FolderRegistration registration(PictureFolder folder, Actor actor) {
        try {
            Path root = folder.folder().toRealPath();
            return new FolderRegistration(
                    folder,
                    root,
                    PictureListing.of(root, folder),
                    this::limit,
                    () -> admins.require(actor, "picture.add", AuditSubjects.product(folder.productCode())),
                    actor,
                    registrar);
        } catch (IOException e) {
            throw new CatalogException(
                    ErrorCode.FOLDER_UNREADABLE,
                    "the folder " + folder.folder() + " cannot be read: " + FileTrouble.words(e),
                    e);
        }
    }

    @Override
    public Optional<RegisteredPicture> find(long id) {
        return gate.call(() -> pictures.find(id));
    }

    @Override
    public Optional<RegisteredPicture> findBySha256(String productCode, String sha256) {
        requireNonNull(productCode, "productCode");
        if (!sha256.matches("[0-9a-fA-F]{64}")) {
            throw new IllegalArgumentException(
                    "a SHA-256 is of 64 hexadecimal digits, but this is '" + FileNames.printable(sha256) + "'");
        }
        return gate.call(() -> pictures.findBySha256(productCode, sha256.toLowerCase(Locale.ROOT)));
    }

    @Override
    public Page<RegisteredPicture> list(PictureFilter filter, PageRequest page) {
        requireNonNull(filter, "filter");
        requireNonNull(page, "page");
        return gate.call(() -> pictures.list(filter, page));
    }

    @Override
    public List<RegisteredPicture> search(PictureFilter filter, String text, int limit) {
        requireNonNull(filter, "filter");
        NameSearch search = NameSearch.of(text, limit);
        return gate.call(() -> pictures.search(filter, search));
    }

    @Override
    public Picture content(long id) {
        return gate.call(() -> stored.picture(require(id)));
    }

    @Override
    public List<DefectRegion> regions(long id) {
        return gate.call(() -> pictures.regions(id));
    }

    @Override
    public RegisteredPicture makeNormal(long id, Actor actor) {
        return changeType(id, PictureType.NORMAL, Optional.empty(), actor);
    }

    @Override
    public RegisteredPicture makeTest(long id, Actor actor) {
        return changeType(id, PictureType.TEST, Optional.empty(), actor);
    }

    @Override
    public RegisteredPicture makeDefect(long id, String defectCode, Actor actor) {
        return changeType(id, PictureType.DEFECT, Optional.of(defectCode), actor);
    }

    private RegisteredPicture changeType(long id, PictureType type, Optional<String> defectCode, Actor actor) {
        return admins.call(
                actor,
                "picture.change",
                AuditSubjects.picture(id),
                () -> pictures.changeType(id, type, defectCode, actor, clock.instant()));
    }

    @Override
    public RegisteredPicture markRegions(long id, List<DefectRegion> regions, Actor actor) {
        List<DefectRegion> marked = List.copyOf(regions);
        if (marked.size() > NewPicture.MAX_REGIONS) {
            throw new IllegalArgumentException(
                    "regions of a picture must be at most " + NewPicture.MAX_REGIONS + ", but are " + marked.size());
        }
        return admins.call(actor, "picture.mark", AuditSubjects.picture(id), () -> {
            RegisteredPicture picture = require(id);
            if (picture.type() == PictureType.DEFECT && !marked.isEmpty()) {
                stored.requireContent(picture); // else nobody knows its size
                CatalogChecks.requireInside(
                        marked, picture.width().orElseThrow(), picture.height().orElseThrow());
            }
            return pictures.setRegions(id, marked, actor, clock.instant());
        });
    }

    @Override
    public RegisteredPicture retire(long id, Actor actor) {
        return admins.call(
                actor,
                "picture.retire",
                AuditSubjects.picture(id),
                () -> pictures.setActive(id, false, actor, clock.instant()));
    }

    @Override
    public RegisteredPicture restore(long id, Actor actor) {
        return admins.call(
                actor,
                "picture.restore",
                AuditSubjects.picture(id),
                () -> pictures.setActive(id, true, actor, clock.instant()));
    }

    @Override
    public RegisteredPicture supplyContent(long id, Picture picture, Actor actor) {
        requireNonNull(picture, "picture");
        return admins.call(actor, "picture.supply", AuditSubjects.picture(id), () -> {
            uploads.sweep();
            RegisteredPicture row = require(id);
            return stored.problem(row).isEmpty() ? row : registrar.supply(row, picture, limit(), actor);
        });
    }

    @Override
    public List<Finding> verify(String productCode) {
        PictureFilter all = PictureFilter.of(productCode).includingRetired();
        return gate.call(() -> {
            return Page.stream(page -> pictures.list(all, page), PageRequest.first(PAGE))
                    .flatMap(picture -> stored.problem(picture).map(problem -> new Finding(picture, problem)).stream())
                    .toList();
        });
    }

    private RegisteredPicture require(long id) {
        return pictures.find(id)
                .orElseThrow(() -> new UnknownEntryException(
                        ErrorCode.PICTURE_UNKNOWN, "there is no picture with the id " + id, null));
    }
}

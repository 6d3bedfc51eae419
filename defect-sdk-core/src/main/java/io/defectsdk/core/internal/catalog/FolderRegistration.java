package io.defectsdk.core.internal.catalog;

import io.defectsdk.CatalogException;
import io.defectsdk.DefectSdkException;
import io.defectsdk.DuplicateEntryException;
import io.defectsdk.ErrorCode;
import io.defectsdk.LimitExceededException;
import io.defectsdk.PictureException;
import io.defectsdk.StorageException;
import io.defectsdk.StoreException;
import io.defectsdk.account.Actor;
import io.defectsdk.catalog.FolderReport.Entry;
import io.defectsdk.catalog.FolderReport.Outcome;
import io.defectsdk.catalog.NewPicture;
import io.defectsdk.catalog.PictureFolder;
import io.defectsdk.inspection.Picture;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The work of one folder's registration, file by file in the order of their names. */
final class FolderRegistration {
    private static final Logger LOG = LoggerFactory.getLogger(FolderRegistration.class);

    private final PictureFolder folder;
    private final Path root;
    private final List<PictureListing.Found> files;
    private final FolderFiles opened;
    private final Supplier<UploadLimit> limit;
    private final Runnable permission;
    private final Actor actor;
    private final PictureRegistrar registrar;
    private final DefaultFolderRun run;

    /**
     * From its parts.
     *
     * @param root the folder's real path
     * @param limit as the setting is; asked for each file
     * @param permission throws if the actor may not register pictures any more; asked for each file
     */
    FolderRegistration(
            PictureFolder folder,
            Path root,
            List<PictureListing.Found> files,
            Supplier<UploadLimit> limit,
            Runnable permission,
            Actor actor,
            PictureRegistrar registrar) {
        this.folder = folder;
        this.root = root;
        this.files = List.copyOf(files);
        this.opened = new FolderFiles(root);
        this.limit = limit;
        this.permission = permission;
        this.actor = actor;
        this.registrar = registrar;
        this.run = new DefaultFolderRun(folder.folder().toString(), files.size());
    }

    DefaultFolderRun run() {
        return run;
    }

    /** Looks at each file, after what is to be done {@code first}. */
    void work(Runnable first) {
        if (!run.started()) { // cancelled while it waited
            return;
        }
        try {
            first.run();
            for (PictureListing.Found file : files) {
                if (run.cancelRequested()) {
                    break;
                }
                permission.run();
                run.looked(look(file));
            }
            run.ended();
        } catch (Throwable e) { // an OutOfMemoryError must fail the run, not leave it unended for ever
            run.failed(failure(e));
        }
        LOG.info("registration of {}: {}", folder.folder(), run.report());
    }

    private Entry look(PictureListing.Found file) {
        Optional<String> refusal = file.refusal().or(() -> refusal(root.resolve(file.path())));
        if (refusal.isPresent()) {
            return refused(file, refusal.get());
        }
        try {
            long id = registrar
                    .register(picture(Picture.of(root.resolve(file.path()))), opened::open, limit.get(), actor)
                    .id();
            return new Entry(file.path(), Outcome.ADDED, OptionalLong.of(id), Optional.empty());
        } catch (DuplicateEntryException e) {
            return new Entry(
                    file.path(), Outcome.DUPLICATE, OptionalLong.of(e.existingId()), difference(e.existingId()));
        } catch (PictureException | LimitExceededException e) {
            return refused(file, String.valueOf(e.getMessage()));
        } catch (CatalogException e) {
            if (e.code() == ErrorCode.FILE_NAME_UNFIT) {
                return refused(file, String.valueOf(e.getMessage()));
            }
            throw e; // product or type were retired meanwhile: no other file would fare better
        }
    }

    /** Whoever registers good parts must hear that one of them counts as a defect, or does not count at all. */
    private Optional<String> difference(long id) {
        return registrar.find(id).flatMap(there -> {
            if (!there.active()) {
                return Optional.of("picture " + id + " is retired: restore it to use it");
            }
            return there.type() == folder.type() && there.defectCode().equals(folder.defectCode())
                    ? Optional.empty()
                    : Optional.of("picture " + id + " is registered as " + there.type()
                            + there.defectCode().map(code -> " (" + code + ")").orElse("")
                            + ": change its type if that is wrong");
        });
    }

    private static Entry refused(PictureListing.Found file, String reason) {
        return new Entry(file.path(), Outcome.REFUSED, OptionalLong.empty(), Optional.of(reason));
    }

    private Optional<String> refusal(Path file) {
        try {
            Path real = file.toRealPath();
            return real.startsWith(root)
                    ? Optional.empty()
                    : Optional.of("is a link out of the folder, to " + FileNames.printable(real.toString()));
        } catch (NoSuchFileException e) {
            return Optional.of("is gone, or a link to nothing");
        } catch (IOException e) {
            return Optional.of("cannot be read: " + FileNames.printable(e.toString()));
        }
    }

    private NewPicture picture(Picture picture) {
        return switch (folder.type()) {
            case NORMAL -> NewPicture.normal(folder.productCode(), picture);
            case DEFECT ->
                NewPicture.defect(folder.productCode(), folder.defectCode().orElseThrow(), picture);
            case TEST -> NewPicture.test(folder.productCode(), picture);
        };
    }

    private DefectSdkException failure(Throwable cause) {
        int done = run.progress().done();
        String message = "the registration of " + folder.folder() + " stopped after " + done + " of " + files.size()
                + " files, each of them registered wholly or not at all; once this is mended, the same call goes on: "
                + (cause instanceof DefectSdkException ? cause.getMessage() : cause);
        if (cause instanceof StoreException store) {
            return store.retryable()
                    ? StoreException.unavailable(message, cause)
                    : StoreException.failed(message, cause);
        }
        if (cause instanceof StorageException storage) {
            return new StorageException(storage.code(), message, cause);
        }
        return cause instanceof DefectSdkException known ? known : new StorageException(message, cause);
    }
}

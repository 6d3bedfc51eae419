package io.defectsdk.core.internal.catalog;

import io.defectsdk.CatalogException;
import io.defectsdk.DuplicateEntryException;
import io.defectsdk.ErrorCode;
import io.defectsdk.account.Actor;
import io.defectsdk.catalog.NewPicture;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.core.internal.picture.DecodedPicture;
import io.defectsdk.core.internal.picture.PictureDecoder;
import io.defectsdk.core.internal.storage.Uploads;
import io.defectsdk.inspection.Picture;
import io.defectsdk.spi.PictureStore;
import java.time.Clock;
import java.util.Optional;

/** Registers one picture after the other: looks at it, stores the file, writes the row. Thread-safe. */
final class PictureRegistrar {
    private static final String FOLDER = "catalog/pictures";

    private final PictureStore pictures;
    private final PictureDecoder decoder;
    private final Uploads uploads;
    private final Clock clock;

    PictureRegistrar(PictureStore pictures, PictureDecoder decoder, Uploads uploads, Clock clock) {
        this.pictures = pictures;
        this.decoder = decoder;
        this.uploads = uploads;
        this.clock = clock;
    }

    /** Registers a picture whose product and defect types are known to be fit. */
    RegisteredPicture register(NewPicture picture, UploadLimit limit, Actor actor) {
        return register(picture, WholeFile::open, limit, actor);
    }

    /** The same, for a file that is opened in this way. */
    RegisteredPicture register(NewPicture picture, WholeFile.Opening opening, UploadLimit limit, Actor actor) {
        String product = picture.productCode();
        IncomingPicture incoming = IncomingPicture.of(
                picture.picture(), picture.picture().name().map(FileNames::normalised), opening, limit, decoder);
        String sha256 = incoming.content().sha256();
        pictures.findBySha256(product, sha256).ifPresent(PictureRegistrar::refuse);
        DecodedPicture decoded = incoming.decoded();
        int width = decoded.pixels().width();
        int height = decoded.pixels().height();
        CatalogChecks.requireInside(picture.regions(), width, height);
        return uploads.store(
                FOLDER,
                decoded.extension(),
                incoming.file(),
                key -> pictures.add(
                        new PictureStore.Row(
                                product,
                                picture.type(),
                                picture.defectCode(),
                                incoming.fileName(),
                                key,
                                incoming.content(),
                                width,
                                height,
                                picture.regions()),
                        actor,
                        clock.instant()),
                key -> pictures.findBySha256(product, sha256)
                        .filter(row -> row.storageKey().equals(key)));
    }

    /** Stores the file of a picture that has a row and no file. */
    RegisteredPicture supply(RegisteredPicture row, Picture picture, UploadLimit limit, Actor actor) {
        long id = row.id();
        IncomingPicture incoming = IncomingPicture.of(
                picture, Optional.of(FileNames.printable(row.fileName())), WholeFile::open, limit, decoder);
        String sha256 = incoming.content().sha256();
        row.content().ifPresent(content -> {
            if (!content.sha256().equals(sha256)) {
                throw new CatalogException(
                        ErrorCode.CHANGED_MEANWHILE,
                        "picture " + id + " ('" + row.fileName() + "') has the SHA-256 " + content.sha256()
                                + ", but the file supplied for it has " + sha256
                                + "; supply the very same file, or register this one by itself",
                        null);
            }
        });
        pictures.findBySha256(row.productCode(), sha256)
                .filter(other -> other.id() != id)
                .ifPresent(PictureRegistrar::refuse);
        DecodedPicture decoded = incoming.decoded();
        RegisteredPicture supplied = uploads.store(
                FOLDER,
                decoded.extension(),
                incoming.file(),
                key -> pictures.supply(
                        id,
                        key,
                        incoming.content(),
                        decoded.pixels().width(),
                        decoded.pixels().height(),
                        actor,
                        clock.instant()),
                key -> pictures.find(id).filter(found -> found.storageKey().equals(key)));
        uploads.sweep(); // the file that it replaces
        return supplied;
    }

    /** A picture that is registered. */
    Optional<RegisteredPicture> find(long id) {
        return pictures.find(id);
    }

    private static void refuse(RegisteredPicture there) {
        throw new DuplicateEntryException(
                ErrorCode.PICTURE_EXISTS,
                "the product '" + there.productCode() + "' has this very picture already: " + there.id() + " ('"
                        + there.fileName() + "'" + (there.active() ? ")" : ", retired; restore it)"),
                there.id());
    }
}

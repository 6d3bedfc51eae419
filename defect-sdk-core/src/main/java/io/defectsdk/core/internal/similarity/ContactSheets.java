package io.defectsdk.core.internal.similarity;

import io.defectsdk.PictureException;
import io.defectsdk.StorageException;
import io.defectsdk.catalog.DefectType;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.core.internal.catalog.StoredPictures;
import io.defectsdk.core.internal.picture.PictureDecoder;
import io.defectsdk.core.internal.render.ContactSheetPage;
import io.defectsdk.core.internal.render.ContactSheetPainter;
import io.defectsdk.core.internal.render.ContactSheetPainter.Found;
import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.similarity.ContactSheet;
import io.defectsdk.similarity.SimilarPicture;
import io.defectsdk.similarity.SimilarPicture.RegionMatch;
import io.defectsdk.similarity.SimilarityResult;
import io.defectsdk.spi.Stores;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws results, with the registered pictures as they lie in storage. Thread-safe. */
public final class ContactSheets {
    private static final Logger LOG = LoggerFactory.getLogger(ContactSheets.class);

    private final Stores stores;
    private final StoredPictures files;
    private final PictureDecoder decoder;

    /** From its parts. */
    public ContactSheets(Stores stores, StoredPictures files, PictureDecoder decoder) {
        this.stores = stores;
        this.files = files;
        this.decoder = decoder;
    }

    ContactSheet of(SimilarityResult result) {
        Optional<BufferedImage> asked =
                result.picture().map(picture -> ContactSheetPainter.thumbnail(picture, result.regions()));
        List<Optional<BufferedImage>> thumbnails = new ArrayList<>();
        List<Found> found = new ArrayList<>();
        int drawn = Math.min(ContactSheet.MAX_PICTURES, result.pictures().size());
        for (SimilarPicture picture : result.pictures().subList(0, drawn)) {
            Optional<BufferedImage> thumbnail = thumbnail(picture);
            thumbnails.add(thumbnail);
            found.add(new Found(picture.rank(), picture.cosineSimilarity(), thumbnail, picture.nearDuplicate()));
        }
        String html = new ContactSheetPage(result, asked, thumbnails, this::typeName).html();
        return new Sheet(asked, found, html);
    }

    private record Sheet(Optional<BufferedImage> asked, List<Found> found, String html) implements ContactSheet {
        @Override
        public BufferedImage image() {
            return ContactSheetPainter.paint(asked, found);
        }

        @Override
        public String toString() {
            return "contact sheet of " + found.size() + " pictures";
        }
    }

    private Optional<BufferedImage> thumbnail(SimilarPicture similar) {
        Optional<RegisteredPicture> row =
                stores.pictures().find(similar.picture().id());
        if (row.isEmpty()) {
            return Optional.empty();
        }
        try {
            PixelImage pixels = decoder.decode(files.picture(row.get())).pixels();
            List<Box> regions =
                    similar.region().flatMap(RegionMatch::found).map(List::of).orElse(List.of());
            return Optional.of(ContactSheetPainter.thumbnail(pixels, regions));
        } catch (PictureException | StorageException e) {
            LOG.warn(
                    "picture {} is drawn as an empty frame: {}",
                    similar.picture().id(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    private String typeName(SimilarPicture picture) {
        String code = picture.defectCode();
        return stores.defectTypes()
                .find(picture.picture().productCode(), code)
                .map(DefectType::nameKo)
                .map(name -> name + " (" + code + ")")
                .orElse(code);
    }
}

package io.defectsdk.core.internal.similarity;

import io.defectsdk.DefectSdkException;
import io.defectsdk.ErrorCode;
import io.defectsdk.InferenceException;
import io.defectsdk.NoActiveRecipeException;
import io.defectsdk.PictureException;
import io.defectsdk.StorageException;
import io.defectsdk.catalog.DefectRegion;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.core.internal.catalog.StoredPictures;
import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.core.internal.inspection.AnomalyRegions;
import io.defectsdk.core.internal.picture.PictureDecoder;
import io.defectsdk.core.internal.picture.Sha256;
import io.defectsdk.core.internal.recipe.ActiveRecipes;
import io.defectsdk.core.internal.recipe.LoadedRecipe;
import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.similarity.RegionSource;
import io.defectsdk.similarity.SkippedPicture;
import io.defectsdk.spi.EmbeddingStore.Part;
import io.defectsdk.spi.EmbeddingStore.Registered;
import io.defectsdk.spi.Stores;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the kept embeddings of a product up to date with its catalogue. Each picture is kept as soon as it is embedded, so that nothing is
 * done twice, whoever dies on the way. Thread-safe.
 */
public final class GalleryEmbedder {
    private static final Logger LOG = LoggerFactory.getLogger(GalleryEmbedder.class);
    private static final int PAGE = 500;

    /** Looks at a picture that somebody else changes all the time. */
    private static final int ATTEMPTS = 3;

    private final Stores stores;
    private final StoredPictures files;
    private final PictureDecoder decoder;
    private final ActiveRecipes recipes;
    private final AnomalyRegions anomalyRegions;
    private final Parallel parallel;
    private final Clock clock;

    /** From its parts. */
    public GalleryEmbedder(
            Stores stores,
            StoredPictures files,
            PictureDecoder decoder,
            ActiveRecipes recipes,
            Parallel parallel,
            Clock clock) {
        this.stores = stores;
        this.files = files;
        this.decoder = decoder;
        this.recipes = recipes;
        this.anomalyRegions = new AnomalyRegions(parallel);
        this.parallel = parallel;
        this.clock = clock;
    }

    /** Told how many pictures of how many are done; throws to stop. */
    @FunctionalInterface
    interface Progress {
        /** So many. */
        void report(int done, int total);
    }

    /** What was done. */
    record Outcome(int added, int replaced, int unchanged, int removed, List<SkippedPicture> skipped) {}

    /**
     * Embeds what is missing.
     */
    Outcome bringUpToDate(String productCode, SpaceEncoder encoder, Progress progress) {
        String space = encoder.space().sha256();
        Optional<LoadedRecipe> recipe = recipe(productCode);
        List<Registered> pictures = pictures(productCode, space);
        List<SkippedPicture> skipped = new ArrayList<>();
        int added = 0;
        int replaced = 0;
        int done = 0;
        for (Registered picture : pictures) {
            progress.report(done++, pictures.size());
            if (!isStale(picture, recipe)) {
                continue;
            }
            try {
                if (embed(picture, encoder, recipe)) {
                    added += picture.whole() ? 0 : 1;
                    replaced += picture.whole() ? 1 : 0;
                }
            } catch (PictureException | StorageException | InferenceException e) {
                if (e.code() == ErrorCode.STORAGE_FAILED) {
                    throw e; // it would fail for each picture
                }
                LOG.warn("picture {} of '{}' is left out: {}", picture.picture().id(), productCode, e.getMessage());
                skipped.add(new SkippedPicture(
                        picture.picture().id(), picture.picture().fileName(), String.valueOf(e.getMessage())));
            }
        }
        progress.report(pictures.size(), pictures.size());
        int removed = stores.embeddings().removeStale(productCode, space);
        int unchanged = pictures.size() - added - replaced - skipped.size();
        return new Outcome(added, replaced, unchanged, removed, skipped);
    }

    private Optional<LoadedRecipe> recipe(String productCode) {
        try {
            return Optional.of(recipes.get(productCode));
        } catch (NoActiveRecipeException e) {
            return Optional.empty();
        } catch (DefectSdkException e) {
            if (e.retryable()) {
                throw e;
            }
            LOG.warn("no regions are taken from anomaly maps of '{}': {}", productCode, e.getMessage());
            return Optional.empty();
        }
    }

    private List<Registered> pictures(String productCode, String space) {
        List<Registered> all = new ArrayList<>();
        List<Registered> page;
        long after = 0;
        do {
            page = stores.embeddings().pictures(productCode, space, after, PAGE);
            all.addAll(page);
            after = page.isEmpty() ? after : page.get(page.size() - 1).picture().id();
        } while (page.size() == PAGE);
        return all;
    }

    private boolean isStale(Registered picture, Optional<LoadedRecipe> recipe) {
        return !picture.whole()
                || !new HashSet<>(picture.embedded()).equals(picture.drawn().keySet())
                || !picture.derivedBy().equals(Optional.of(derivation(picture, types(picture), recipe)));
    }

    /** All that the derived regions of a picture follow from, as a hash: the recipe, what people marked, and the types of both. */
    private static String derivation(Registered picture, List<String> regionTypes, Optional<LoadedRecipe> recipe) {
        String all = recipe.map(loaded -> loaded.version().sha256()).orElse("no recipe")
                + '\n'
                + picture.picture().defectCode()
                + '\n'
                + new TreeSet<>(picture.drawn().keySet())
                + '\n'
                + regionTypes;
        return Sha256.of(all.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> types(Registered picture) {
        return picture.drawn().isEmpty()
                ? List.of()
                : stores.pictures().regions(picture.picture().id()).stream()
                        .map(DefectRegion::defectCode)
                        .toList();
    }

    /**
     * Embeds one picture.
     *
     * @return false if it is no defect picture any more
     */
    private boolean embed(Registered listed, SpaceEncoder encoder, Optional<LoadedRecipe> recipe) {
        long id = listed.picture().id();
        Registered present = listed;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (tryToEmbed(present, encoder, recipe)) {
                return true;
            }
            List<Registered> again = stores.embeddings()
                    .pictures(listed.picture().productCode(), encoder.space().sha256(), id - 1, 1);
            if (again.isEmpty() || again.get(0).picture().id() != id) {
                return false;
            }
            present = again.get(0);
        }
        throw new InferenceException(
                "the picture or its regions were changed while it was embedded, " + ATTEMPTS + " times: try again",
                null);
    }

    private boolean tryToEmbed(Registered picture, SpaceEncoder encoder, Optional<LoadedRecipe> recipe) {
        Optional<RegisteredPicture> row =
                stores.pictures().find(picture.picture().id());
        if (row.isEmpty()) {
            return false;
        }
        PixelImage pixels = decoder.decode(files.picture(row.get())).pixels();
        requireInside(picture.drawn().values(), pixels);
        List<String> types = types(picture);
        // derived regions count as the picture's type: none are taken of one on which other defects are marked, too
        Optional<LoadedRecipe> maps =
                types.stream().allMatch(picture.picture().defectCode()::equals) ? recipe : Optional.empty();
        List<Part> parts = parallel.compute(() -> parts(picture, pixels, encoder, maps));
        return stores.embeddings()
                .put(
                        picture.picture().id(),
                        picture.picture().sha256(),
                        encoder.space().sha256(),
                        Optional.of(derivation(picture, types, recipe)),
                        parts,
                        clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /** Regions are checked when they are drawn; these may have come by another way. */
    private static void requireInside(Collection<Box> regions, PixelImage picture) {
        for (Box region : regions) {
            try {
                RegionCrop.around(region, picture.width(), picture.height());
            } catch (IllegalArgumentException e) {
                throw new InferenceException(e.getMessage() + "; mark its regions anew with pictures().markRegions", e);
            }
        }
    }

    private List<Part> parts(
            Registered picture, PixelImage pixels, SpaceEncoder encoder, Optional<LoadedRecipe> recipe) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(Optional.empty(), RegionSource.WHOLE, Optional.empty(), encoder.whole(pixels)));
        picture.drawn()
                .forEach((regionId, box) -> parts.add(new Part(
                        Optional.of(box), RegionSource.DRAWN, Optional.of(regionId), encoder.region(pixels, box))));
        recipe.map(loaded -> derived(picture, pixels, loaded)).orElse(List.of()).stream()
                .forEach(box -> parts.add(new Part(
                        Optional.of(box), RegionSource.DERIVED, Optional.empty(), encoder.region(pixels, box))));
        return parts;
    }

    /** Where the recipe sees the picture's defects; that is worth having, but not needed: the whole picture is there, too. */
    private List<Box> derived(Registered picture, PixelImage pixels, LoadedRecipe recipe) {
        try {
            return derived(anomalyRegions.of(pixels, recipe), picture.drawn().values());
        } catch (PictureException | InferenceException e) {
            LOG.warn(
                    "no regions are taken from the anomaly map of picture {}: {}",
                    picture.picture().id(),
                    e.getMessage());
            return List.of();
        }
    }

    /**
     * Which regions of a picture's own anomaly map stand for its defects. Where people marked some, it is those that one of them touches: an
     * inspection asks with regions of a map, which are wider than what people mark, and finds the same defect best as a map shows it.
     */
    public static List<Box> derived(List<Box> seen, Collection<Box> drawn) {
        return seen.stream()
                .filter(box -> drawn.isEmpty() || drawn.stream().anyMatch(box::overlaps))
                .toList();
    }
}

package io.defectsdk.benchmarks.similarity;

import io.defectsdk.DefectSdk;
import io.defectsdk.account.Actor;
import io.defectsdk.account.Role;
import io.defectsdk.benchmarks.input.Category;
import io.defectsdk.benchmarks.input.Category.TestPicture;
import io.defectsdk.benchmarks.input.MaskFile;
import io.defectsdk.benchmarks.metrics.ConnectedRegions;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.core.internal.inspection.AnomalyRegions;
import io.defectsdk.core.internal.similarity.EmbeddingSpace;
import io.defectsdk.core.internal.similarity.GalleryEmbedder;
import io.defectsdk.core.internal.similarity.IndexLearner.Lesson;
import io.defectsdk.core.internal.similarity.SpaceEncoder;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.InspectionRequest;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.similarity.Embedding;
import io.defectsdk.similarity.GalleryPicture;
import io.defectsdk.similarity.RegionSource;
import io.defectsdk.spi.EmbeddingStore.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The defects of a category, each picture inspected and embedded once. Immutable.
 *
 * @param name the folder's
 * @param space of the embeddings
 * @param defects copies of a picture once
 */
record EmbeddedCategory(String name, EmbeddingSpace space, List<EmbeddedDefect> defects) {
    static final String PRODUCT = "category";

    EmbeddedCategory {
        defects = List.copyOf(defects);
    }

    /**
     * Teaches a category's OK pictures, and inspects and embeds its defects.
     *
     * @param sdk knows no product yet
     * @param parts which part a picture shows, by {@code <defect>/<file name>}; one that is not there shows a part of its own
     */
    static EmbeddedCategory of(Category category, DefectSdk sdk, SpaceEncoder encoder, Map<String, String> parts) {
        Actor engineer = Actor.vouched("similarity", Role.ADMIN);
        sdk.catalog().addProduct(NewProduct.of(PRODUCT, category.name()), engineer);
        List<Picture> okPictures =
                category.okPictures().stream().map(Picture::of).toList();
        sdk.deployments()
                .deploy(PatchCoreDeployment.of(PRODUCT, okPictures), engineer)
                .join();
        List<EmbeddedDefect> defects = new ArrayList<>();
        Set<String> hashes = new HashSet<>();
        long nextKey = 1;
        for (TestPicture test : category.tests()) {
            if (!test.defective()) {
                continue;
            }
            Inspection inspection = sdk.inspector().inspect(InspectionRequest.of(PRODUCT, Picture.of(test.file())));
            if (hashes.add(inspection.record().picture().sha256())) {
                String name = test.type() + "/" + test.file().getFileName();
                EmbeddedDefect defect = embed(parts.getOrDefault(name, name), test, inspection, encoder, nextKey);
                nextKey += 1 + defect.lesson().parts().size();
                defects.add(defect);
            }
        }
        return new EmbeddedCategory(category.name(), encoder.space(), defects);
    }

    private static EmbeddedDefect embed(
            String part, TestPicture test, Inspection inspection, SpaceEncoder encoder, long firstKey) {
        PixelImage pixels = inspection.picture();
        GalleryPicture picture = new GalleryPicture(
                firstKey,
                PRODUCT,
                test.type(),
                String.valueOf(test.file().getFileName()),
                "",
                inspection.record().picture().sha256(),
                Instant.EPOCH);
        Entry whole = new Entry(firstKey, picture, Optional.empty(), RegionSource.WHOLE, test.type());
        Embedding embedding = encoder.whole(pixels);
        List<Entry> parts = new ArrayList<>();
        List<Embedding> embeddings = new ArrayList<>();
        List<Box> found = AnomalyRegions.telling(inspection.regions());
        List<Box> drawn = drawn(test, pixels);
        Map<RegionSource, List<Box>> regions = new EnumMap<>(
                Map.of(RegionSource.DRAWN, drawn, RegionSource.DERIVED, GalleryEmbedder.derived(found, drawn)));
        regions.forEach((source, boxes) -> boxes.forEach(box -> {
            parts.add(new Entry(firstKey + 1 + parts.size(), picture, Optional.of(box), source, test.type()));
            embeddings.add(encoder.region(pixels, box));
        }));
        if (parts.isEmpty()) {
            parts.add(whole);
            embeddings.add(embedding);
        }
        return new EmbeddedDefect(
                part,
                new Lesson(picture, whole, embedding, parts, embeddings),
                found,
                found.stream().map(box -> encoder.region(pixels, box)).toList());
    }

    private static List<Box> drawn(TestPicture test, PixelImage pixels) {
        boolean[] mask = MaskFile.read(test.mask().orElseThrow(), pixels.width(), pixels.height());
        return new ConnectedRegions(mask, pixels.width(), pixels.height()).boxes();
    }
}

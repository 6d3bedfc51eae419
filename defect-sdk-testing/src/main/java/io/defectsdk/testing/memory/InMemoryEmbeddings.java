package io.defectsdk.testing.memory;

import static java.util.Objects.requireNonNull;

import io.defectsdk.catalog.DefectRegion;
import io.defectsdk.catalog.PictureType;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.inspection.Box;
import io.defectsdk.similarity.GalleryPicture;
import io.defectsdk.similarity.RegionSource;
import io.defectsdk.spi.EmbeddingStore;
import io.defectsdk.spi.Stores;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Embeddings of registered pictures. */
final class InMemoryEmbeddings implements EmbeddingStore {
    /** One embedding as it lies here. */
    record Row(
            long id, String productCode, long pictureId, String spaceSha256, Optional<String> derivedBy, Part part) {}

    private final Memory memory;
    private long last;

    InMemoryEmbeddings(Memory memory) {
        this.memory = memory;
    }

    @Override
    public List<Registered> pictures(String productCode, String spaceSha256, long afterPictureId, int limit) {
        String space = Stores.checkSha256(spaceSha256);
        return memory.step(() -> memory.pictures.tailMap(afterPictureId, false).values().stream()
                .filter(picture -> picture.productCode().equals(productCode) && belongs(picture))
                .limit(Memory.limit(limit))
                .map(picture -> registered(picture, space))
                .toList());
    }

    /** Whether a picture belongs into a gallery. */
    private static boolean belongs(RegisteredPicture picture) {
        return picture.active()
                && picture.type() == PictureType.DEFECT
                && picture.content().isPresent();
    }

    private Registered registered(RegisteredPicture picture, String space) {
        Map<Long, Box> drawn = new TreeMap<>();
        memory.regions(picture.id())
                .forEach((id, region) -> drawn.put(id, region.shape().bounds()));
        Optional<Row> whole = rows(space)
                .filter(row -> row.pictureId() == picture.id() && row.part().source() == RegionSource.WHOLE)
                .findFirst();
        return new Registered(
                gallery(picture),
                drawn,
                rows(space)
                        .filter(row -> row.pictureId() == picture.id())
                        .flatMap(row -> row.part().regionId().stream())
                        .sorted()
                        .toList(),
                whole.flatMap(Row::derivedBy),
                whole.isPresent());
    }

    private Stream<Row> rows(String space) {
        return memory.embeddings.values().stream()
                .filter(row -> row.spaceSha256().equals(space));
    }

    private static GalleryPicture gallery(RegisteredPicture picture) {
        return new GalleryPicture(
                picture.id(),
                picture.productCode(),
                picture.defectCode().orElseThrow(),
                picture.fileName(),
                picture.storageKey(),
                picture.content().orElseThrow().sha256(),
                picture.uploadedAt());
    }

    @Override
    public boolean put(
            long pictureId,
            String contentSha256,
            String spaceSha256,
            Optional<String> derivedBy,
            List<Part> parts,
            Instant now) {
        EmbeddingStore.checkParts(parts);
        List<Part> given = List.copyOf(parts);
        String content = Stores.checkSha256(contentSha256);
        String space = Stores.checkSha256(spaceSha256);
        Optional<String> recipe = derivedBy.map(Stores::checkSha256);
        return memory.step(() -> {
            RegisteredPicture picture = memory.pictures.get(pictureId);
            Collection<Long> regions = memory.regions(pictureId).keySet();
            if (picture == null
                    || !belongs(picture)
                    || !picture.content().orElseThrow().sha256().equals(content)
                    || !given.stream().flatMap(part -> part.regionId().stream()).allMatch(regions::contains)) {
                return false;
            }
            memory.embeddings
                    .values()
                    .removeIf(row ->
                            row.pictureId() == pictureId && row.spaceSha256().equals(space));
            for (Part part : given) {
                memory.embeddings.put(++last, new Row(last, picture.productCode(), pictureId, space, recipe, part));
            }
            return true;
        });
    }

    @Override
    public int removeStale(String productCode, String spaceSha256) {
        String space = Stores.checkSha256(spaceSha256);
        return memory.step(() -> {
            Set<Long> stale = new TreeSet<>();
            rows(space)
                    .map(this::picture)
                    .filter(picture -> picture.productCode().equals(productCode) && !belongs(picture))
                    .forEach(picture -> stale.add(picture.id()));
            memory.embeddings
                    .values()
                    .removeIf(row -> row.spaceSha256().equals(space) && stale.contains(row.pictureId()));
            return stale.size();
        });
    }

    private RegisteredPicture picture(Row row) {
        return requireNonNull(memory.pictures.get(row.pictureId()), "pictures are retired, never removed");
    }

    @Override
    public List<Entry> entries(String productCode, String spaceSha256, long afterId, int limit) {
        String space = Stores.checkSha256(spaceSha256);
        return memory.step(() -> gallery(productCode, space)
                .filter(entry -> entry.id() > afterId)
                .limit(Memory.limit(limit))
                .toList());
    }

    private Stream<Entry> gallery(String productCode, String space) {
        return rows(space)
                .filter(row -> row.productCode().equals(productCode) && belongs(picture(row)))
                .map(this::entry);
    }

    private Entry entry(Row row) {
        GalleryPicture picture = gallery(picture(row));
        Part part = row.part();
        return new Entry(
                row.id(),
                picture,
                part.region(),
                part.source(),
                part.regionId()
                        .map(memory.regions(row.pictureId())::get)
                        .map(DefectRegion::defectCode)
                        .orElse(picture.defectCode()));
    }

    @Override
    public List<Keyed> values(List<Long> ids) {
        EmbeddingStore.checkKeys(ids);
        return memory.step(() -> new TreeSet<>(ids)
                .stream()
                        .flatMap(id -> Optional.ofNullable(memory.embeddings.get(id)).stream())
                        .map(row -> new Keyed(row.id(), row.part().embedding()))
                        .toList());
    }

    @Override
    public String state(String productCode, String spaceSha256) {
        String space = Stores.checkSha256(spaceSha256);
        return memory.step(() -> InMemoryArtifacts.sha256(
                gallery(productCode, space).toList().toString().getBytes(StandardCharsets.UTF_8)));
    }
}

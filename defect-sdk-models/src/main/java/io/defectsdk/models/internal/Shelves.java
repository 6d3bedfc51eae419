package io.defectsdk.models.internal;

import io.defectsdk.ErrorCode;
import io.defectsdk.ModelLoadException;
import io.defectsdk.spi.FeatureExtractor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** All models of a {@link ModelCatalog}, by kind and id. Filled before it is shared. */
final class Shelves {
    private final String directory;
    private final Shelf<CatalogEntry<FeatureExtractor>> backbones = new Shelf<>();
    private final Shelf<ClipEntry> clips = new Shelf<>();
    private final Shelf<CatalogEntry<LoadedSentenceEncoder>> sentences = new Shelf<>();

    /** Of a model directory; {@code directory} is for messages. */
    Shelves(String directory) {
        this.directory = directory;
    }

    Shelf<CatalogEntry<FeatureExtractor>> backbones() {
        return backbones;
    }

    Shelf<ClipEntry> clips() {
        return clips;
    }

    Shelf<CatalogEntry<LoadedSentenceEncoder>> sentences() {
        return sentences;
    }

    /** What closes every model. */
    List<Runnable> closings() {
        return Stream.of(
                        backbones.all().<Runnable>map(entry -> entry::close),
                        clips.all().<Runnable>map(entry -> entry::close),
                        sentences.all().<Runnable>map(entry -> entry::close))
                .flatMap(closings -> closings)
                .toList();
    }

    /** What there is of a kind, for messages. */
    String inventory(ModelKind kind) {
        return shelf(kind).inventory(directory);
    }

    /** An error for a model that is not there, or is of another kind; {@code advice} ends the message. */
    ModelLoadException missing(ModelKind wanted, String id, String advice) {
        String problem = Arrays.stream(ModelKind.values())
                .filter(kind -> shelf(kind).find(folder(id)) != null)
                .findFirst()
                .map(kind -> "'" + id + "' is " + kind.description() + ", not " + wanted.description())
                .orElse("there is no " + wanted.noun() + " '" + id + "'");
        return new ModelLoadException(
                ErrorCode.MODEL_MISSING, problem + ": of this kind, " + inventory(wanted) + ". " + advice, null);
    }

    /** A folder cannot be called {@code ViT-B-32/openai}; it is {@code ViT-B-32_openai}. */
    static String folder(String id) {
        return id.replace('/', '_');
    }

    private Shelf<?> shelf(ModelKind kind) {
        return switch (kind) {
            case BACKBONE -> backbones;
            case CLIP -> clips;
            case SENTENCE_ENCODER -> sentences;
        };
    }
}

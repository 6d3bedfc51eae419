package io.defectsdk.core.internal.similarity;

import io.defectsdk.core.internal.inspection.AnomalyRegions;
import io.defectsdk.core.internal.picture.DecodedPicture;
import io.defectsdk.core.internal.picture.PictureDecoder;
import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.similarity.Embedding;
import io.defectsdk.similarity.SimilarityMode;
import io.defectsdk.similarity.SimilarityQuery.InspectedPicture;
import io.defectsdk.similarity.SimilarityQuery.PictureRegions;
import io.defectsdk.similarity.SimilarityQuery.Subject;
import io.defectsdk.similarity.SimilarityQuery.WholePicture;
import io.defectsdk.similarity.SimilarityQuery.Words;
import io.defectsdk.spi.TextEncoder;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** From what is searched for to embeddings. Thread-safe. */
public final class QueryVectors {
    private static final int RECORDED_WORDS = 400;

    private final PictureDecoder decoder;
    private final EncoderChooser encoders;

    /** From its parts. */
    public QueryVectors(PictureDecoder decoder, EncoderChooser encoders) {
        this.decoder = decoder;
        this.encoders = encoders;
    }

    /**
     * What is searched for, ready to be compared.
     *
     * @param whole of the picture or the words
     * @param parts of the regions, in their order
     * @param regions the regions, in the same order
     * @param picture the picture, if there is one
     * @param sha256 of the picture, if there is one
     * @param recordedAs how the history names it
     * @param inspection the inspection that it came from
     */
    public record Asked(
            SimilarityMode mode,
            Embedding whole,
            List<Embedding> parts,
            List<Box> regions,
            Optional<PixelImage> picture,
            Optional<String> sha256,
            String recordedAs,
            Optional<UUID> inspection) {}

    Asked of(Subject subject, SpaceEncoder encoder) {
        if (subject instanceof WholePicture whole) {
            DecodedPicture picture = decoder.decode(whole.picture());
            return picture(picture.pixels(), picture.sha256(), List.of(), encoder);
        }
        if (subject instanceof PictureRegions parts) {
            DecodedPicture picture = decoder.decode(parts.picture());
            return picture(picture.pixels(), picture.sha256(), parts.regions(), encoder);
        }
        if (subject instanceof InspectedPicture inspected) {
            return inspected(inspected.inspection(), encoder);
        }
        return words((Words) subject, encoder);
    }

    private static Asked picture(PixelImage pixels, String sha256, List<Box> regions, SpaceEncoder encoder) {
        return new Asked(
                regions.isEmpty() ? SimilarityMode.PICTURE : SimilarityMode.REGION,
                encoder.whole(pixels),
                regions.stream().map(region -> encoder.region(pixels, region)).toList(),
                regions,
                Optional.of(pixels),
                Optional.of(sha256),
                "sha256:" + sha256,
                Optional.empty());
    }

    private static Asked inspected(Inspection inspection, SpaceEncoder encoder) {
        String sha256 = inspection.record().picture().sha256();
        List<Box> regions = AnomalyRegions.telling(inspection.regions());
        Asked asked = picture(inspection.picture(), sha256, regions, encoder);
        return new Asked(
                asked.mode(),
                asked.whole(),
                asked.parts(),
                asked.regions(),
                asked.picture(),
                asked.sha256(),
                inspection.record().picture().storageKey().orElse(asked.recordedAs()),
                Optional.of(inspection.id()));
    }

    private Asked words(Words words, SpaceEncoder encoder) {
        TextEncoder text = encoders.text(encoder.space());
        int kept = Math.min(
                RECORDED_WORDS, words.words().codePointCount(0, words.words().length()));
        String recorded = words.words().substring(0, words.words().offsetByCodePoints(0, kept));
        return new Asked(
                SimilarityMode.WORDS,
                encoder.checked(text.embed(words.words())),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                "text:" + recorded,
                Optional.empty());
    }
}

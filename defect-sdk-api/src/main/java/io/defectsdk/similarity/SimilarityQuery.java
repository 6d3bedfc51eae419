package io.defectsdk.similarity;

import static java.util.Objects.requireNonNull;

import io.defectsdk.account.Actor;
import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.Picture;
import io.defectsdk.internal.Checks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is searched for, and among which pictures. Filters hold before ranking: a search gives as many pictures as there are, up to
 * {@link #topK()}. Immutable.
 */
public final class SimilarityQuery {
    /** The largest number of pictures that a search gives. */
    public static final int MAX_TOP_K = 1_000;

    /** The largest number of regions that a search asks with. */
    public static final int MAX_REGIONS = 16;

    private final List<String> productCodes;
    private final Subject subject;
    private final OptionalInt topK;
    private final Filter filter;
    private final boolean nearDuplicates;
    private final @Nullable Actor actor;

    private SimilarityQuery(
            List<String> productCodes,
            Subject subject,
            OptionalInt topK,
            Filter filter,
            boolean nearDuplicates,
            @Nullable Actor actor) {
        this.productCodes = productCodes;
        this.subject = subject;
        this.topK = topK;
        this.filter = filter;
        this.nearDuplicates = nearDuplicates;
        this.actor = actor;
    }

    /** What is searched for. */
    public sealed interface Subject {
        /** What is compared. */
        SimilarityMode mode();
    }

    /**
     * A whole picture.
     *
     * @param picture the picture
     */
    public record WholePicture(Picture picture) implements Subject {
        /** Checks that there is one. */
        public WholePicture {
            requireNonNull(picture, "picture");
        }

        @Override
        public SimilarityMode mode() {
            return SimilarityMode.PICTURE;
        }
    }

    /**
     * Parts of a picture.
     *
     * @param picture the picture
     * @param regions 1 to {@value #MAX_REGIONS} boxes, in pixels of the upright picture
     */
    public record PictureRegions(Picture picture, List<Box> regions) implements Subject {
        /** Copies the regions and checks their number. */
        public PictureRegions {
            requireNonNull(picture, "picture");
            regions = List.copyOf(regions);
            Checks.inRange(regions.size(), "regions", 1, MAX_REGIONS);
        }

        @Override
        public SimilarityMode mode() {
            return SimilarityMode.REGION;
        }
    }

    /**
     * What an inspection found.
     *
     * @param inspection from this same {@code DefectSdk}
     */
    public record InspectedPicture(Inspection inspection) implements Subject {
        /** Checks that there is one. */
        public InspectedPicture {
            requireNonNull(inspection, "inspection");
        }

        @Override
        public SimilarityMode mode() {
            return inspection.regions().isEmpty() ? SimilarityMode.PICTURE : SimilarityMode.REGION;
        }
    }

    /**
     * Words, in a language that the encoder was trained on; OpenAI's CLIP knows English alone.
     *
     * @param words 1 to 1,000 characters
     */
    public record Words(String words) implements Subject {
        /** Checks the text. */
        public Words {
            Checks.text(words, "words", 1_000);
        }

        @Override
        public SimilarityMode mode() {
            return SimilarityMode.WORDS;
        }
    }

    /**
     * Which registered pictures count. Immutable.
     *
     * @param defectCodes the types; empty: all
     * @param registeredFrom those registered at this moment or later
     * @param registeredBefore those registered before this moment
     * @param predicate those that the host wants; called for each picture and each of its regions, several times in a search, on the caller's and the SDK's threads,
     *     in any order: quick, and always the same for the same picture
     */
    public record Filter(
            Set<String> defectCodes,
            Optional<Instant> registeredFrom,
            Optional<Instant> registeredBefore,
            Optional<Predicate<GalleryPicture>> predicate) {
        private static final Filter ALL = new Filter(Set.of(), Optional.empty(), Optional.empty(), Optional.empty());

        /** Copies the set, and checks that there is time between both moments. */
        public Filter {
            defectCodes = Set.copyOf(defectCodes);
            requireNonNull(registeredFrom, "registeredFrom");
            requireNonNull(registeredBefore, "registeredBefore");
            requireNonNull(predicate, "predicate");
            if (registeredFrom.isPresent()
                    && registeredBefore.isPresent()
                    && !registeredFrom.get().isBefore(registeredBefore.get())) {
                throw new IllegalArgumentException("no picture can be registered from " + registeredFrom.get()
                        + " on and before " + registeredBefore.get());
            }
        }

        /**
         * Whether a picture counts; a region that a person gave a type of its own counts by that.
         *
         * @param defectCode of the region, or the picture
         */
        public boolean accepts(GalleryPicture picture, String defectCode) {
            return (defectCodes.isEmpty() || defectCodes.contains(defectCode))
                    && registeredFrom
                            .map(from -> !picture.uploadedAt().isBefore(from))
                            .orElse(true)
                    && registeredBefore
                            .map(end -> picture.uploadedAt().isBefore(end))
                            .orElse(true)
                    && predicate.map(wanted -> wanted.test(picture)).orElse(true);
        }
    }

    private static SimilarityQuery about(String productCode, Subject subject) {
        return new SimilarityQuery(
                List.of(requireNonNull(productCode, "productCode")),
                subject,
                OptionalInt.empty(),
                Filter.ALL,
                true,
                null);
    }

    /**
     * Pictures like what an inspection found: by its regions, those whose peak is at least 0.8 of the highest one's, {@value #MAX_REGIONS} at most; like
     * the whole picture where it found none.
     */
    public static SimilarityQuery of(Inspection inspection) {
        return about(inspection.productCode(), new InspectedPicture(inspection));
    }

    /** Pictures like this one as a whole. */
    public static SimilarityQuery picture(String productCode, Picture picture) {
        return about(productCode, new WholePicture(picture));
    }

    /** Pictures with regions like these; see {@link PictureRegions}. */
    public static SimilarityQuery regions(String productCode, Picture picture, List<Box> regions) {
        return about(productCode, new PictureRegions(picture, regions));
    }

    /** Pictures that these words describe; see {@link Words}. */
    public static SimilarityQuery words(String productCode, String words) {
        return about(productCode, new Words(words));
    }

    private SimilarityQuery with(Filter other) {
        return new SimilarityQuery(productCodes, subject, topK, other, nearDuplicates, actor);
    }

    /**
     * At most so many pictures, 1 to {@value #MAX_TOP_K}. Without it the product's {@link io.defectsdk.config.ClipParams#topK()} holds, else
     * the setting {@code default_top_k}; a change of these is seen within seconds.
     */
    public SimilarityQuery topK(int count) {
        return new SimilarityQuery(
                productCodes,
                subject,
                OptionalInt.of(Checks.inRange(count, "topK", 1, MAX_TOP_K)),
                filter,
                nearDuplicates,
                actor);
    }

    /**
     * Among the pictures of these products too. All must have an index of the same encoder, used in the same way; parameters are those of
     * the product that the query was made for. Embeddings are then compared as they come from the encoder, since what an index learned holds for its
     * own pictures alone, and the vote is {@link TypeVote.Outcome#UNCALIBRATED}.
     */
    public SimilarityQuery alsoIn(String... otherProductCodes) {
        TreeSet<String> codes = new TreeSet<>(List.of(otherProductCodes));
        codes.removeAll(productCodes);
        List<String> all = new ArrayList<>(productCodes);
        all.addAll(codes);
        return new SimilarityQuery(List.copyOf(all), subject, topK, filter, nearDuplicates, actor);
    }

    /** Only these defect types, in place of those named before. The vote is {@link TypeVote.Outcome#UNCALIBRATED} then: its answer would be known before. */
    public SimilarityQuery ofTypes(String... defectCodes) {
        if (defectCodes.length == 0) {
            throw new IllegalArgumentException("name at least one defect type; without ofTypes() all count");
        }
        return with(new Filter(
                Set.copyOf(List.of(defectCodes)),
                filter.registeredFrom(),
                filter.registeredBefore(),
                filter.predicate()));
    }

    /** Only pictures registered at this moment or later, in place of another moment. */
    public SimilarityQuery registeredFrom(Instant from) {
        return with(new Filter(filter.defectCodes(), Optional.of(from), filter.registeredBefore(), filter.predicate()));
    }

    /** Only pictures registered before this moment, in place of another moment. */
    public SimilarityQuery registeredBefore(Instant end) {
        return with(new Filter(filter.defectCodes(), filter.registeredFrom(), Optional.of(end), filter.predicate()));
    }

    /**
     * Only pictures that the host wants, besides all other filters, {@code where} among them.
     *
     * @param predicate called on threads of the SDK, in any order; what it throws fails the search
     */
    public SimilarityQuery where(Predicate<GalleryPicture> predicate) {
        requireNonNull(predicate, "predicate");
        return with(new Filter(
                filter.defectCodes(),
                filter.registeredFrom(),
                filter.registeredBefore(),
                Optional.of(filter.predicate()
                        .<Predicate<GalleryPicture>>map(before -> before.and(predicate))
                        .orElse(predicate))));
    }

    /** Without pictures that hardly differ from the one asked with, or from one of a better rank. */
    public SimilarityQuery withoutNearDuplicates() {
        return new SimilarityQuery(productCodes, subject, topK, filter, false, actor);
    }

    /** The same, recorded as asked for by this actor. */
    public SimilarityQuery by(Actor who) {
        return new SimilarityQuery(productCodes, subject, topK, filter, nearDuplicates, requireNonNull(who, "actor"));
    }

    /** The product whose parts are searched. */
    public String productCode() {
        return productCodes.get(0);
    }

    /** All products whose pictures count, {@link #productCode()} first. */
    public List<String> productCodes() {
        return productCodes;
    }

    /** What is searched for. */
    public Subject subject() {
        return subject;
    }

    /** How many pictures at most, where the query says so. */
    public OptionalInt topK() {
        return topK;
    }

    /** Which pictures count. */
    public Filter filter() {
        return filter;
    }

    /** Whether near-duplicates are among the results, marked. */
    public boolean nearDuplicates() {
        return nearDuplicates;
    }

    /** Who asks. */
    public Optional<Actor> actor() {
        return Optional.ofNullable(actor);
    }
}

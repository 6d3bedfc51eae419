package io.defectsdk.core.internal.similarity;

import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.core.internal.similarity.Gallery.Hit;
import io.defectsdk.core.internal.similarity.QueryVectors.Asked;
import io.defectsdk.core.internal.similarity.TypeVoter.Voter;
import io.defectsdk.similarity.SimilarPicture;
import io.defectsdk.similarity.SimilarPicture.RegionMatch;
import io.defectsdk.similarity.SimilarityMode;
import io.defectsdk.similarity.SimilarityQuery;
import io.defectsdk.similarity.TypeVote;
import io.defectsdk.spi.EmbeddingStore.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** Ranks the pictures of some indexes by their similarity, and has the nearest ones vote. Confined to one thread. */
public final class Ranking {
    private final List<LoadedIndex> indexes;
    private final Parallel parallel;

    /**
     * In these indexes.
     *
     * @param indexes of one space and compared in one way, where they are several
     */
    public Ranking(List<LoadedIndex> indexes, Parallel parallel) {
        this.indexes = indexes;
        this.parallel = parallel;
    }

    /** What came out. */
    public record Ranked(List<SimilarPicture> pictures, TypeVote vote) {}

    /** A hit, and the gallery that it is in. */
    private record Candidate(Hit hit, LoadedIndex index, boolean nearDuplicate) {}

    /** The pictures that come closest, and their vote. */
    public Ranked rank(Asked asked, SimilarityQuery query, int topK) {
        LoadedIndex first = indexes.get(0);
        boolean byRegion = asked.mode() == SimilarityMode.REGION;
        IndexContent.Comparison comparison =
                byRegion ? first.content().byRegion() : first.content().byPicture();
        Predicate<Entry> wanted = entry -> query.filter().accepts(entry.picture(), entry.defectCode());
        // some are left out of the vote, and perhaps of the result: as many more are looked for until there are enough
        int look = Math.max(topK, TypeVoter.LOOK);
        List<Candidate> candidates;
        List<Candidate> shown;
        List<Candidate> voting;
        boolean all;
        do {
            candidates = candidates(byRegion, wanted, asked, look);
            shown = query.nearDuplicates() ? candidates : different(candidates, topK);
            // as when each picture of the gallery was left out in turn
            voting = candidates.stream()
                    .filter(candidate -> !candidate.nearDuplicate())
                    .toList();
            all = candidates.size() < look;
            look = Math.multiplyExact(look, 2);
        } while (!all && (shown.size() < topK || voting.size() < TypeVoter.LOOK));
        List<Voter> voters = voting.stream()
                .limit(TypeVoter.LOOK)
                .map(candidate -> new Voter(
                        candidate.hit().entry().defectCode(), candidate.hit().cosineSimilarity()))
                .toList();
        TypeVote vote = TypeVoter.vote(
                voters,
                canBeWrong(voters, byRegion, wanted, query)
                        ? comparison.vote()
                        : VoteCalibrator.none(comparison.vote().minimumConfidence()));
        return new Ranked(pictures(shown.subList(0, Math.min(topK, shown.size())), asked), vote);
    }

    /** Where only some types may vote, or only one type can, the answer says nothing: it was known before. */
    private boolean canBeWrong(List<Voter> voters, boolean byRegion, Predicate<Entry> wanted, SimilarityQuery query) {
        if (!query.filter().defectCodes().isEmpty() || voters.isEmpty()) {
            return false;
        }
        String first = voters.get(0).defectCode();
        return voters.stream().anyMatch(voter -> !voter.defectCode().equals(first))
                || indexes.stream()
                        .map(index -> gallery(index, byRegion))
                        .anyMatch(gallery ->
                                gallery.holds(entry -> !entry.defectCode().equals(first) && wanted.test(entry)));
    }

    private static Gallery gallery(LoadedIndex index, boolean byRegion) {
        return byRegion ? index.galleries().regions() : index.galleries().pictures();
    }

    private List<Candidate> candidates(boolean byRegion, Predicate<Entry> wanted, Asked asked, int count) {
        List<Candidate> all = new ArrayList<>();
        for (LoadedIndex index : indexes) {
            Gallery gallery = gallery(index, byRegion);
            List<float[]> queries = byRegion
                    ? asked.parts().stream()
                            .map(part -> index.content().regionVector(part, asked.whole()))
                            .toList()
                    : List.of(index.content().pictureVector(asked.whole()));
            for (Hit hit : gallery.search(queries, wanted, count, parallel)) {
                all.add(new Candidate(hit, index, isNearDuplicate(hit, asked, index)));
            }
        }
        all.sort((a, b) -> Hit.BEST_FIRST.compare(a.hit(), b.hit()));
        return all.subList(0, Math.min(count, all.size()));
    }

    private static boolean isNearDuplicate(Hit hit, Asked asked, LoadedIndex index) {
        IndexContent.Comparison comparison = asked.mode() == SimilarityMode.REGION
                ? index.content().byRegion()
                : index.content().byPicture();
        return (asked.mode() != SimilarityMode.WORDS && hit.cosineSimilarity() >= comparison.nearDuplicate())
                || asked.sha256().map(hit.entry().picture().sha256()::equals).orElse(false);
    }

    /** Without near-duplicates of the query, and without those of a candidate of a better rank. */
    private List<Candidate> different(List<Candidate> candidates, int enough) {
        List<Candidate> different = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (different.size() == enough) {
                break;
            }
            if (!candidate.nearDuplicate() && different.stream().noneMatch(better -> alike(better, candidate))) {
                different.add(candidate);
            }
        }
        return different;
    }

    /** By the whole pictures: two pictures may have a region in common and be of two parts. */
    private static boolean alike(Candidate better, Candidate other) {
        if (better.hit()
                .entry()
                .picture()
                .sha256()
                .equals(other.hit().entry().picture().sha256())) {
            return true;
        }
        if (better.index().version().id() != other.index().version().id()
                || !other.index().content().byPicture().map().learned()) {
            return false;
        }
        Gallery pictures = other.index().galleries().pictures();
        return pictures.vectors(better.hit().entry().picture().id()).stream()
                .anyMatch(vector ->
                        pictures.similarity(other.hit().entry().picture().id(), vector)
                                >= other.index().content().byPicture().nearDuplicate());
    }

    private List<SimilarPicture> pictures(List<Candidate> shown, Asked asked) {
        List<SimilarPicture> pictures = new ArrayList<>();
        for (Candidate candidate : shown) {
            Hit hit = candidate.hit();
            double ofPictures = pictureSimilarity(candidate, asked);
            pictures.add(new SimilarPicture(
                    pictures.size() + 1,
                    hit.entry().picture(),
                    hit.cosineSimilarity(),
                    asked.mode() == SimilarityMode.WORDS ? OptionalDouble.empty() : OptionalDouble.of(ofPictures),
                    region(candidate, asked),
                    candidate.nearDuplicate()));
        }
        return pictures;
    }

    private static double pictureSimilarity(Candidate candidate, Asked asked) {
        LoadedIndex index = candidate.index();
        return index.galleries()
                .pictures()
                .similarity(
                        candidate.hit().entry().picture().id(), index.content().pictureVector(asked.whole()));
    }

    private static Optional<RegionMatch> region(Candidate candidate, Asked asked) {
        if (asked.mode() != SimilarityMode.REGION) {
            return Optional.empty();
        }
        Hit hit = candidate.hit();
        Entry entry = hit.entry();
        LoadedIndex index = candidate.index();
        // both without the share of their pictures
        float[] query = index.content().byRegion().map().unit(asked.parts().get(hit.query()));
        return Optional.of(new RegionMatch(
                asked.regions().get(hit.query()),
                entry.region(),
                entry.source(),
                entry.defectCode(),
                index.content().regionSimilarity(index.galleries().regions().productWithFirst(entry, query))));
    }
}

package io.defectsdk.benchmarks.similarity;

import io.defectsdk.DefectSdk;
import io.defectsdk.DuplicateEntryException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.Role;
import io.defectsdk.benchmarks.input.LabelledPicture;
import io.defectsdk.benchmarks.input.UsageException;
import io.defectsdk.benchmarks.metrics.Millis;
import io.defectsdk.benchmarks.metrics.RetrievalScores;
import io.defectsdk.catalog.NewDefectType;
import io.defectsdk.catalog.NewPicture;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.deployment.SimilarityDeployment;
import io.defectsdk.inspection.Picture;
import io.defectsdk.similarity.IndexSummary;
import io.defectsdk.similarity.SimilarPicture;
import io.defectsdk.similarity.SimilarityIndex;
import io.defectsdk.similarity.SimilarityQuery;
import io.defectsdk.similarity.SimilarityResult;
import io.defectsdk.similarity.TypeVote.Outcome;
import io.defectsdk.similarity.VoteCalibration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Registers known defects, searches for pictures as wholes, and leaves each type out in turn. Confined to one thread. */
final class GalleryRun {
    private static final String PRODUCT = "gallery";

    private final DefectSdk sdk;
    private final Optional<String> encoder;
    private final List<LabelledPicture> gallery;
    private final List<LabelledPicture> queries;
    private final Actor engineer = Actor.vouched("similarity", Role.ADMIN);
    private final Map<String, List<Long>> registered = new TreeMap<>();

    /**
     * A run that has not begun.
     *
     * @param sdk knows no product yet
     * @param encoder id; empty: the default one
     */
    GalleryRun(DefectSdk sdk, Optional<String> encoder, List<LabelledPicture> gallery, List<LabelledPicture> queries) {
        this.sdk = sdk;
        this.encoder = encoder;
        this.gallery = gallery;
        this.queries = queries;
        List<String> types =
                gallery.stream().map(LabelledPicture::type).distinct().toList();
        if (types.size() < 2 || gallery.size() > SimilarityQuery.MAX_TOP_K) {
            throw new UsageException("--gallery must hold pictures of at least 2 types and at most "
                    + SimilarityQuery.MAX_TOP_K + " pictures, which is as many as a search ranks, but holds "
                    + gallery.size() + " of " + types);
        }
        queries.stream()
                .filter(query -> !types.contains(query.type()))
                .findFirst()
                .ifPresent(query -> {
                    throw new UsageException("--query holds " + query.file() + " of type '" + query.type()
                            + "', but the gallery has only " + types
                            + "; how unknown types fare is measured by leaving each of these out");
                });
    }

    GalleryReport run() {
        int duplicates = register();
        long start = System.nanoTime();
        SimilarityIndex index = deploy();
        double seconds = (System.nanoTime() - start) / 1e9;
        int pictures = index.summary().pictures();
        RetrievalScores retrieval = new RetrievalScores();
        VoteScores votes = new VoteScores();
        int nearDuplicates = 0;
        for (LabelledPicture query : queries) {
            SimilarityResult result = sdk.similarity().search(query(query).topK(pictures));
            retrieval.add(
                    query.type(),
                    result.pictures().stream().map(SimilarPicture::defectCode).toList(),
                    registered.getOrDefault(query.type(), List.of()).size());
            votes.add(result.vote(), query.type());
            nearDuplicates += (int) result.pictures().stream()
                    .filter(SimilarPicture::nearDuplicate)
                    .count();
        }
        long[] nanos = queries.stream()
                .mapToLong(query -> sdk.similarity()
                        .search(query(query))
                        .record()
                        .processingTime()
                        .orElseThrow()
                        .toNanos())
                .toArray();
        List<GalleryReport.LeftOut> leftOut = registered.entrySet().stream()
                .map(type -> leaveOut(type.getKey(), type.getValue()))
                .toList();
        return new GalleryReport(
                described(index.summary(), duplicates, seconds),
                queries.size(),
                retrieval.hitAt1(),
                retrieval.hitAt5(),
                retrieval.meanAveragePrecision(),
                nearDuplicates,
                votes.figures(),
                votes.curve(),
                leftOut,
                Millis.quantile(nanos, 0.5),
                Millis.quantile(nanos, 0.99));
    }

    /** How many pictures were there already. */
    private int register() {
        sdk.catalog().addProduct(NewProduct.of(PRODUCT, PRODUCT), engineer);
        int duplicates = 0;
        for (LabelledPicture picture : gallery) {
            List<Long> ids = registered.computeIfAbsent(picture.type(), this::addType);
            try {
                NewPicture added = NewPicture.defect(PRODUCT, picture.type(), Picture.of(picture.file()));
                ids.add(sdk.pictures().add(added, engineer).id());
            } catch (DuplicateEntryException e) {
                duplicates++;
            }
        }
        return duplicates;
    }

    private List<Long> addType(String name) {
        try {
            sdk.catalog().addDefectType(NewDefectType.of(PRODUCT, name, name), engineer);
            return new ArrayList<>();
        } catch (IllegalArgumentException e) {
            throw new UsageException("the folder '" + name + "' cannot name a defect type: " + e.getMessage());
        }
    }

    private SimilarityIndex deploy() {
        SimilarityDeployment deployment = SimilarityDeployment.of(PRODUCT);
        return sdk.deployments()
                .deploy(encoder.map(deployment::encoder).orElse(deployment), engineer)
                .join();
    }

    private static SimilarityQuery query(LabelledPicture picture) {
        return SimilarityQuery.picture(PRODUCT, Picture.of(picture.file()));
    }

    private GalleryReport.LeftOut leaveOut(String type, List<Long> ids) {
        ids.forEach(id -> sdk.pictures().retire(id, engineer));
        deploy();
        VoteScores known = new VoteScores();
        VoteScores unknown = new VoteScores();
        for (LabelledPicture query : queries) {
            (query.type().equals(type) ? unknown : known)
                    .add(sdk.similarity().search(query(query)).vote(), query.type());
        }
        ids.forEach(id -> sdk.pictures().restore(id, engineer));
        return new GalleryReport.LeftOut(
                type,
                unknown.size(),
                unknown.share(Outcome.FAR, Outcome.DISAGREEMENT),
                known.size(),
                known.share(Outcome.ANSWERED),
                known.answeredAccuracy());
    }

    private static GalleryReport.Index described(IndexSummary summary, int duplicates, double seconds) {
        VoteCalibration vote = summary.byPicture();
        return new GalleryReport.Index(
                summary.encoder(),
                summary.encoderSha256(),
                summary.framing().name(),
                summary.dimension(),
                summary.pictures(),
                duplicates,
                seconds,
                vote.neighbours(),
                vote.minimumConfidence(),
                vote.farSimilarity(),
                vote.answeredShare(),
                vote.answeredRight());
    }
}

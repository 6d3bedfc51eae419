package io.defectsdk.postgres.internal.store;

import io.defectsdk.AccessDeniedException;
import io.defectsdk.ErrorCode;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.guide.GuideEntry;
import io.defectsdk.guide.GuideRating;
import io.defectsdk.guide.GuideRecord;
import io.defectsdk.guide.ModelUse;
import io.defectsdk.spi.AuditSubjects;
import io.defectsdk.spi.GuideStore;
import io.defectsdk.spi.SearchStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Guides, and what was thought of them. */
final class Guides implements GuideStore {
    private static final double MICROS_PER_SECOND = 1e6;

    private final Database database;

    Guides(Database database) {
        this.database = database;
    }

    @Override
    public long add(GuideRecord guide) {
        GuideRecord.Subject subject = guide.subject();
        Optional<ModelUse> model = guide.model();
        Instant done = guide.generatedAt().plus(guide.processingTime().orElse(Duration.ZERO));
        // an actor whose account is not there is one of the host's
        return database.with("record the guide", handle -> handle.createQuery("""
                        INSERT INTO <schema>.response_history
                            (executed_at, search_id, product_code, defect_code, similarity_score, anomaly_score,
                             confidence_score, test_image_path, reference_image_path, guide_content,
                             guide_generated_at, processing_time, inspection_id, language, method, content,
                             manual_index_id, words, model_name, prompt_version, prompt_tokens, answer_tokens,
                             model_time, dropped, fallback, retrieval_time, actor_id, actor_name, actor_role,
                             actor_vouched)
                        SELECT :at,
                               (SELECT search_id FROM <schema>.search_history WHERE search_id = :search),
                               :product, :defect, :similarity, :anomaly, :confidence, :picture, :reference, :text,
                               :done, :seconds,
                               (SELECT inspection_id FROM <schema>.inspections WHERE inspection_id = :inspection),
                               :language, :method, CAST(:content AS jsonb), :index, :words, :model, :prompt,
                               :promptTokens, :answerTokens, :modelSeconds, :dropped, :fallback, :retrievalSeconds,
                               u.user_id, :actorName, :actorRole,
                               CASE WHEN CAST(:actorName AS text) IS NOT NULL THEN u.user_id IS NULL END
                        FROM (VALUES (CAST(:actorId AS bigint))) AS actor (id)
                        LEFT JOIN <schema>.users u ON u.user_id = actor.id AND u.username = :actorName
                        RETURNING response_id
                        """)
                .bind("at", Columns.time(guide.generatedAt()))
                .bind("done", Columns.time(done))
                .bind("search", subject.searchId().orElse(null))
                .bind("product", subject.productCode())
                .bind("defect", subject.defectCode())
                .bind("similarity", number(subject.similarity()))
                .bind("anomaly", number(subject.anomalyScore()))
                .bind("confidence", number(guide.confidence()))
                .bind(
                        "picture",
                        subject.picturePath().map(SearchStore::keptPath).orElse(null))
                .bind(
                        "reference",
                        subject.referencePath().map(SearchStore::keptPath).orElse(null))
                .bind("text", guide.text())
                .bind("seconds", seconds(guide.processingTime()))
                .bind("inspection", subject.inspectionId().orElse(null))
                .bind("language", Columns.text(guide.language()))
                .bind("method", Columns.text(guide.method()))
                .bind("content", StoredGuide.write(guide.parts()))
                .bind("index", guide.indexId().orElse(null))
                .bind("words", subject.words().orElse(null))
                .bind("model", model.map(ModelUse::model).orElse(null))
                .bind("prompt", model.map(ModelUse::promptVersion).orElse(null))
                .bind(
                        "promptTokens",
                        model.map(ModelUse::promptTokens).map(Guides::count).orElse(null))
                .bind(
                        "answerTokens",
                        model.map(ModelUse::answerTokens).map(Guides::count).orElse(null))
                .bind("modelSeconds", seconds(model.map(ModelUse::time)))
                .bind("dropped", model.map(ModelUse::dropped).orElse(null))
                .bind("fallback", guide.fallback().orElse(null))
                .bind("retrievalSeconds", seconds(guide.retrievalTime()))
                .bind("actorId", guide.actor().map(Columns::accountId).orElse(null))
                .bind("actorName", guide.actor().map(Actor::name).orElse(null))
                .bind(
                        "actorRole",
                        guide.actor().map(actor -> Columns.role(actor.role())).orElse(null))
                .mapTo(Long.class)
                .one());
    }

    private static @Nullable Integer count(OptionalInt tokens) {
        return tokens.isPresent() ? tokens.getAsInt() : null;
    }

    private static @Nullable Double number(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : null;
    }

    private static @Nullable Double seconds(Optional<Duration> time) {
        return time.map(duration -> Columns.micros(duration) / MICROS_PER_SECOND)
                .orElse(null);
    }

    @Override
    public Optional<GuideEntry> find(long id) {
        return database.with("find the guide", handle -> find(handle, id, ""));
    }

    private static Optional<GuideEntry> find(Handle handle, long id, String lock) {
        return handle.createQuery(GuideRows.SELECT + "WHERE r.response_id = :id" + lock)
                .bind("id", id)
                .map(GuideRows.ENTRY)
                .findOne();
    }

    /** Locks the row, so that of two that rate it at once one comes first. */
    private static GuideEntry required(Handle handle, long id) {
        return find(handle, id, " FOR UPDATE OF r")
                .orElseThrow(() -> new UnknownEntryException(
                        ErrorCode.GUIDE_UNKNOWN, "there is no guide " + id + "; recent(...) lists a product's", null));
    }

    @Override
    public List<GuideEntry> recent(String productCode, int limit) {
        return database.with("list the recent guides", handle -> handle.createQuery(GuideRows.SELECT + """
                        WHERE r.product_code = :code
                        ORDER BY r.executed_at DESC, r.response_id DESC
                        LIMIT :limit
                        """)
                .bind("code", Columns.sought(productCode))
                .bind("limit", Columns.limit(limit))
                .map(GuideRows.ENTRY)
                .list());
    }

    @Override
    public List<GuideEntry> ofInspection(UUID inspectionId) {
        return database.with("list the inspection's guides", handle -> handle.createQuery(GuideRows.SELECT + """
                        WHERE r.inspection_id = :inspection
                        ORDER BY r.executed_at DESC, r.response_id DESC
                        """)
                .bind("inspection", inspectionId)
                .map(GuideRows.ENTRY)
                .list());
    }

    @Override
    public GuideEntry rate(long id, int stars, Optional<String> comment, Actor author, Instant now) {
        return database.inTransaction("rate the guide", handle -> {
            GuideEntry entry = required(handle, id);
            Actor known = known(handle, author);
            Optional<Actor> owner = entry.rating().flatMap(GuideRating::author).or(() -> entry.guide()
                    .actor());
            if (owner.filter(one -> !same(one, known)).isPresent()) {
                throw new AccessDeniedException(
                        "guide " + id + " is rated by " + owner.get().name() + " alone, not by " + author.name(), null);
            }
            handle.createUpdate("""
                            INSERT INTO <schema>.guide_ratings
                                (response_id, stars, comment, actor_id, actor_name, actor_role, rated_at)
                            VALUES (:id, :stars, :comment, :actorId, :actorName, :actorRole, :now)
                            """)
                    .bind("id", id)
                    .bind("stars", stars)
                    .bind("comment", comment.orElse(null))
                    .bind("actorId", Columns.accountId(known))
                    .bind("actorName", known.name())
                    .bind("actorRole", Columns.role(known.role()))
                    .bind("now", Columns.time(now))
                    .execute();
            handle.createUpdate("""
                            UPDATE <schema>.response_history
                            SET feedback_rating = :stars, feedback_text = :comment, feedback_at = :now,
                                feedback_by = :actorId, feedback_by_name = :actorName, feedback_role = :actorRole
                            WHERE response_id = :id
                            """)
                    .bind("id", id)
                    .bind("stars", stars)
                    .bind("comment", comment.orElse(null))
                    .bind("actorId", Columns.accountId(known))
                    .bind("actorName", known.name())
                    .bind("actorRole", Columns.role(known.role()))
                    .bind("now", Columns.time(now))
                    .execute();
            audit(handle, id, author, "guide.rate", Integer.toString(stars), now);
            return find(handle, id, "").orElseThrow();
        });
    }

    private static Actor known(Handle handle, Actor actor) {
        if (actor.vouched()) {
            return actor;
        }
        boolean there = handle.createQuery("""
                        SELECT EXISTS (SELECT FROM <schema>.users WHERE user_id = :id AND username = :name)
                        """)
                .bind("id", Columns.accountId(actor))
                .bind("name", actor.name())
                .mapTo(Boolean.class)
                .one();
        return there ? actor : Actor.vouched(actor.name(), actor.role());
    }

    private static boolean same(Actor one, Actor other) {
        return one.name().equals(other.name()) && one.accountId().equals(other.accountId());
    }

    private static void audit(Handle handle, long id, Actor actor, String action, String detail, Instant now) {
        AuditLog.write(handle, new AuditEntry(now, actor, action, AuditSubjects.guide(id), detail));
    }

    @Override
    public List<GuideRating> ratings(long id) {
        return database.with("list the guide's ratings", handle -> {
            if (find(handle, id, "").isEmpty()) {
                throw new UnknownEntryException(ErrorCode.GUIDE_UNKNOWN, "there is no guide " + id, null);
            }
            return handle.createQuery("""
                            SELECT * FROM <schema>.guide_ratings WHERE response_id = :id ORDER BY rating_id DESC
                            """).bind("id", id).map(GuideRows.RATING).list();
        });
    }

    @Override
    public List<GuideEntry> lowRated(String productCode, int stars, int limit) {
        return database.with("list the low-rated guides", handle -> handle.createQuery(GuideRows.SELECT + """
                        WHERE r.product_code = :code AND r.feedback_rating <= :stars
                        ORDER BY r.feedback_at DESC NULLS LAST, r.response_id DESC
                        LIMIT :limit
                        """)
                .bind("code", Columns.sought(productCode))
                .bind("stars", stars)
                .bind("limit", Columns.limit(limit))
                .map(GuideRows.ENTRY)
                .list());
    }

    @Override
    public GuideEntry markDone(long id, Actor actor, Instant now) {
        return database.inTransaction("mark the guide's action as taken", handle -> {
            GuideEntry entry = required(handle, id);
            if (entry.done()) {
                return entry;
            }
            handle.createUpdate("UPDATE <schema>.response_history SET action_status = 'done' WHERE response_id = :id")
                    .bind("id", id)
                    .execute();
            audit(handle, id, actor, "guide.done", "", now);
            return find(handle, id, "").orElseThrow();
        });
    }
}

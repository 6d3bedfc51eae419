package io.defectsdk.postgres.internal.store;

import io.defectsdk.StoreException;
import io.defectsdk.account.Actor;
import io.defectsdk.inspection.InspectionRecord;
import io.defectsdk.inspection.PictureRef;
import io.defectsdk.inspection.RecipeRef;
import io.defectsdk.inspection.Scoring;
import io.defectsdk.inspection.StepTimings;
import io.defectsdk.spi.InspectionStore;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** Inspections: written once, never changed. */
final class Inspections implements InspectionStore {
    private static final String SELECT = """
            SELECT i.*, p.product_code, r.version AS recipe_version,
                   COALESCE(r.summary -> 'method' ->> 'backbone', r.summary ->> 'backbone') AS backbone
            FROM <schema>.inspections i
            JOIN <schema>.products p ON p.product_id = i.product_id
            JOIN <schema>.recipes r ON r.recipe_id = i.recipe_id
            """;

    private static final RowMapper<InspectionRecord> INSPECTION = (row, context) -> new InspectionRecord(
            row.getObject("inspection_id", UUID.class),
            Columns.time(row, "inspected_at"),
            row.getString("product_code"),
            new RecipeRef(
                    row.getLong("recipe_id"),
                    row.getInt("recipe_version"),
                    Columns.hash(row, "recipe_sha256"),
                    row.getString("backbone"),
                    Columns.hash(row, "backbone_sha256")),
            new PictureRef(
                    Columns.optionalText(row, "picture_name"),
                    Columns.hash(row, "picture_sha256"),
                    row.getInt("picture_width"),
                    row.getInt("picture_height"),
                    Columns.optionalText(row, "picture_key")),
            new Scoring(
                    row.getDouble("anomaly_score"), row.getDouble("review_threshold"), row.getDouble("ng_threshold")),
            Json.regions(row.getString("regions")),
            new StepTimings(
                    Columns.micros(row, "decode_micros"),
                    Columns.micros(row, "features_micros"),
                    Columns.micros(row, "search_micros"),
                    Columns.micros(row, "map_micros")),
            Columns.optionalActor(row),
            Columns.optionalText(row, "part_id"),
            row.getString("library_version"));

    private final Database database;

    Inspections(Database database) {
        this.database = database;
    }

    @Override
    public void add(InspectionRecord inspection) {
        // one statement, and so one round trip: the line waits for it
        database.with("record the inspection", handle -> {
            if (insert(handle, inspection) == 0) {
                requireKnown(handle, inspection);
            }
            return inspection;
        });
    }

    private static int insert(Handle handle, InspectionRecord inspection) {
        RecipeRef recipe = inspection.recipe();
        PictureRef picture = inspection.picture();
        Scoring scoring = inspection.scoring();
        StepTimings timings = inspection.timings();
        // a recipe of another product has no row to join: it is refused, like an unknown one; an actor whose account is
        // not
        // there is one of the host's
        return handle.createUpdate("""
                        INSERT INTO <schema>.inspections
                            (inspection_id, inspected_at, product_id, recipe_id, recipe_sha256, backbone_sha256,
                             library_version, picture_name, picture_sha256, picture_width, picture_height, picture_key,
                             part_id, anomaly_score, review_threshold, ng_threshold, verdict, regions, decode_micros,
                             features_micros, search_micros, map_micros, actor_id, actor_name, actor_role,
                             actor_vouched)
                        SELECT :id, :inspectedAt, p.product_id, r.recipe_id, :recipeSha256, :backboneSha256,
                               :libraryVersion, :pictureName, :pictureSha256, :width, :height, :pictureKey,
                               :partId, :anomalyScore, :reviewThreshold, :ngThreshold, :verdict,
                               CAST(:regions AS jsonb), :decode, :features, :search, :map, u.user_id, :actorName, :actorRole,
                               CASE WHEN CAST(:actorName AS text) IS NOT NULL THEN u.user_id IS NULL END
                        FROM <schema>.products p JOIN <schema>.recipes r ON r.product_id = p.product_id
                        LEFT JOIN <schema>.users u
                            ON u.user_id = CAST(:actorId AS bigint) AND u.username = :actorName
                        WHERE p.product_code = :productCode AND r.recipe_id = :recipeId
                        ON CONFLICT (inspection_id) DO NOTHING
                        """)
                .bind("id", inspection.id())
                .bind("inspectedAt", Columns.time(inspection.inspectedAt()))
                .bind("productCode", inspection.productCode())
                .bind("recipeId", recipe.id())
                .bind("recipeSha256", Columns.hash(recipe.sha256()))
                .bind("backboneSha256", Columns.hash(recipe.backboneSha256()))
                .bind("libraryVersion", inspection.libraryVersion())
                .bind("pictureName", picture.name().orElse(null))
                .bind("pictureSha256", Columns.hash(picture.sha256()))
                .bind("width", picture.width())
                .bind("height", picture.height())
                .bind("pictureKey", picture.storageKey().orElse(null))
                .bind("partId", inspection.partId().orElse(null))
                .bind("anomalyScore", scoring.anomalyScore())
                .bind("reviewThreshold", scoring.reviewThreshold())
                .bind("ngThreshold", scoring.ngThreshold())
                .bind("verdict", scoring.verdict().name())
                .bind("regions", Json.regions(inspection.regions()))
                .bind("decode", Columns.micros(timings.decode()))
                .bind("features", Columns.micros(timings.features()))
                .bind("search", Columns.micros(timings.search()))
                .bind("map", Columns.micros(timings.map()))
                .bind("actorId", inspection.actor().map(Columns::accountId).orElse(null))
                .bind("actorName", inspection.actor().map(Actor::name).orElse(null))
                .bind(
                        "actorRole",
                        inspection
                                .actor()
                                .map(actor -> Columns.role(actor.role()))
                                .orElse(null))
                .execute();
    }

    /** Nothing was inserted: because it is there already, or because what it refers to is not. */
    private static void requireKnown(Handle handle, InspectionRecord inspection) {
        boolean there = handle.createQuery("SELECT EXISTS (SELECT FROM <schema>.inspections WHERE inspection_id = :id)")
                .bind("id", inspection.id())
                .mapTo(Boolean.class)
                .one();
        if (!there) {
            throw StoreException.failed(
                    "could not record the inspection: the database has no recipe "
                            + inspection.recipe().id() + " of product '" + inspection.productCode()
                            + "'; was it restored from a backup, or is it another database?",
                    null);
        }
    }

    @Override
    public Optional<InspectionRecord> find(UUID id) {
        return database.with("find the inspection", handle -> handle.createQuery(SELECT + "WHERE i.inspection_id = :id")
                .bind("id", id)
                .map(INSPECTION)
                .findOne());
    }

    @Override
    public List<InspectionRecord> recent(String productCode, int limit) {
        return database.with("list the recent inspections", handle -> handle.createQuery(SELECT + """
                        WHERE p.product_code = :code
                        ORDER BY i.inspected_at DESC, i.inspection_id DESC
                        LIMIT :limit
                        """)
                .bind("code", Columns.sought(productCode))
                .bind("limit", Columns.limit(limit))
                .map(INSPECTION)
                .list());
    }
}

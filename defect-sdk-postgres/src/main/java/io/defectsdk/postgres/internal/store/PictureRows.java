package io.defectsdk.postgres.internal.store;

import io.defectsdk.catalog.DefectRegion;
import io.defectsdk.catalog.PictureType;
import io.defectsdk.catalog.RegisteredPicture;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * How pictures and their regions are read and written, within whatever transaction there is. Rows of a hand-made database have
 * no hash and no size; one that names no product belongs to none, and a picture that is not of a defect has no defect type,
 * whatever its row names.
 */
final class PictureRows {
    /** What a picture is read from. */
    static final String SELECT = """
            SELECT i.image_id, p.product_code, i.image_type, t.defect_code, i.file_name, i.file_path, i.content_sha256,
                   i.file_size, i.width, i.height, i.is_active, i.uploaded_at, i.created_by_name,
                   (SELECT count(*) FROM <schema>.image_regions r WHERE r.image_id = i.image_id) AS regions
            """;

    /** Where it is read from. */
    static final String FROM = """
            FROM <schema>.images i
            JOIN <schema>.products p ON p.product_id = i.product_id
            LEFT JOIN <schema>.defect_types t ON t.defect_type_id = i.defect_type_id AND i.image_type = 'defect'
            """;

    /** What it becomes. */
    static final RowMapper<RegisteredPicture> PICTURE = (row, context) -> new RegisteredPicture(
            row.getLong("image_id"),
            row.getString("product_code"),
            PictureType.valueOf(row.getString("image_type").toUpperCase(Locale.ROOT)),
            Columns.optionalText(row, "defect_code"),
            row.getString("file_name"),
            row.getString("file_path"),
            Columns.optionalContent(row),
            Columns.optionalInt(row, "width"),
            Columns.optionalInt(row, "height"),
            row.getInt("regions"),
            row.getBoolean("is_active"),
            Columns.time(row, "uploaded_at"),
            Columns.optionalText(row, "created_by_name"));

    private PictureRows() {}

    static Optional<RegisteredPicture> find(Handle handle, long id) {
        return handle.createQuery(SELECT + FROM + "WHERE i.image_id = :id")
                .bind("id", id)
                .map(PICTURE)
                .findOne();
    }

    static Optional<RegisteredPicture> findByHash(Handle handle, String productCode, byte[] hash) {
        return handle.createQuery(SELECT + FROM + "WHERE p.product_code = :product AND i.content_sha256 = :hash")
                .bind("product", Columns.sought(productCode))
                .bind("hash", hash)
                .map(PICTURE)
                .findOne();
    }

    /** A picture that nobody else changes until the transaction ends. */
    static Optional<RegisteredPicture> lock(Handle handle, long id) {
        // in a statement of its own: the next one sees what the one that had to be waited for has done to regions, too
        OptionalLong locked = handle.createQuery(
                        "SELECT image_id FROM <schema>.images WHERE image_id = :id FOR NO KEY UPDATE")
                .bind("id", id)
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
        return locked.isPresent() ? find(handle, id) : Optional.empty();
    }

    static List<DefectRegion> regions(Handle handle, long id) {
        return handle.createQuery("""
                        SELECT t.defect_code, r.shape
                        FROM <schema>.image_regions r
                        JOIN <schema>.defect_types t ON t.defect_type_id = r.defect_type_id
                        WHERE r.image_id = :id
                        ORDER BY r.region_id
                        """)
                .bind("id", id)
                .map((row, context) ->
                        new DefectRegion(row.getString("defect_code"), Shapes.read(row.getString("shape"))))
                .list();
    }

    /**
     * Replaces the regions.
     *
     * @param typeIds keys of the regions' types, by code
     */
    static void setRegions(Handle handle, long id, List<DefectRegion> regions, Map<String, Long> typeIds) {
        handle.createUpdate("DELETE FROM <schema>.image_regions WHERE image_id = :id")
                .bind("id", id)
                .execute();
        if (regions.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO <schema>.image_regions (image_id, defect_type_id, shape)
                VALUES (:id, :type, CAST(:shape AS jsonb))
                """);
        for (DefectRegion region : regions) {
            batch.bind("id", id)
                    .bind("type", typeIds.get(region.defectCode()))
                    .bind("shape", Shapes.write(region.shape()))
                    .add();
        }
        batch.execute();
    }
}

package io.defectsdk.postgres.internal.store;

import io.defectsdk.StoreException;
import io.defectsdk.catalog.PictureType;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.catalog.StoredContent;
import io.defectsdk.inspection.Box;
import io.defectsdk.similarity.Embedding;
import io.defectsdk.similarity.GalleryPicture;
import io.defectsdk.similarity.RegionSource;
import io.defectsdk.spi.EmbeddingStore;
import io.defectsdk.spi.Stores;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Embeddings of registered pictures, float32 in little-endian order. A row is inserted and deleted, never changed: a key stands for its
 * values.
 */
final class Embeddings implements EmbeddingStore {
    private static final String PRODUCT_ID = "(SELECT product_id FROM <schema>.products WHERE product_code = :product)";

    /** Whether a picture belongs into a gallery, where it has a defect type. */
    private static final String BELONGS = "i.image_type = 'defect' AND i.is_active AND i.content_sha256 IS NOT NULL\n";

    /** Pictures that belong into a gallery. */
    private static final String REGISTERED = """
            <schema>.images i
            JOIN <schema>.products p ON p.product_id = i.product_id AND p.product_code = :product
            JOIN <schema>.defect_types t ON t.defect_type_id = i.defect_type_id AND\s""" + BELONGS;

    /** Embeddings of a gallery and their pictures. */
    private static final String EMBEDDED = """
            <schema>.picture_embeddings e
            JOIN <schema>.images i ON i.image_id = e.image_id AND\s""" + BELONGS + """
                AND e.space_sha256 = :space AND e.product_id =\s""" + PRODUCT_ID + "\n";

    private final Database database;

    Embeddings(Database database) {
        this.database = database;
    }

    /** One statement: what is said of a picture is of one moment. */
    @Override
    public List<Registered> pictures(String productCode, String spaceSha256, long afterPictureId, int limit) {
        byte[] space = Columns.hash(spaceSha256);
        return database.with("list the pictures to be embedded", handle -> handle.createQuery("""
                        SELECT i.image_id, p.product_code, t.defect_code, i.file_name, i.file_path, i.content_sha256,
                               i.uploaded_at, w.embedding_id IS NOT NULL AS whole, w.derived_by,
                               ARRAY(SELECT region_id FROM <schema>.image_regions
                                     WHERE image_id = i.image_id ORDER BY region_id) AS drawn,
                               ARRAY(SELECT CAST(shape AS text) FROM <schema>.image_regions
                                     WHERE image_id = i.image_id ORDER BY region_id) AS shapes,
                               ARRAY(SELECT region_id FROM <schema>.picture_embeddings e
                                     WHERE e.image_id = i.image_id AND e.space_sha256 = :space
                                       AND e.region_id IS NOT NULL
                                     ORDER BY region_id) AS embedded
                        FROM\s""" + REGISTERED + """
                        LEFT JOIN <schema>.picture_embeddings w
                            ON w.image_id = i.image_id AND w.source = 'whole' AND w.space_sha256 = :space
                        WHERE i.image_id > :after
                        ORDER BY i.image_id
                        LIMIT :limit
                        """)
                .bind("product", Columns.sought(productCode))
                .bind("space", space)
                .bind("after", afterPictureId)
                .bind("limit", Columns.limit(limit))
                .map((row, context) -> registered(row))
                .list());
    }

    private static Registered registered(ResultSet row) throws SQLException {
        Long[] ids = (Long[]) row.getArray("drawn").getArray();
        String[] shapes = (String[]) row.getArray("shapes").getArray();
        Map<Long, Box> drawn = new TreeMap<>();
        for (int i = 0; i < ids.length; i++) {
            drawn.put(ids[i], bounds(row.getLong("image_id"), ids[i], shapes[i]));
        }
        byte[] derivedBy = row.getBytes("derived_by");
        return new Registered(
                picture(row, row.getString("product_code")),
                drawn,
                List.of((Long[]) row.getArray("embedded").getArray()),
                Optional.ofNullable(derivedBy).map(HexFormat.of()::formatHex),
                row.getBoolean("whole"));
    }

    private static Box bounds(long pictureId, long regionId, String shape) {
        try {
            return Shapes.read(shape).bounds();
        } catch (StoreException e) {
            throw StoreException.failed(
                    "region " + regionId + " of picture " + pictureId + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static GalleryPicture picture(ResultSet row, String productCode) throws SQLException {
        return new GalleryPicture(
                row.getLong("image_id"),
                productCode,
                row.getString("defect_code"),
                row.getString("file_name"),
                row.getString("file_path"),
                Columns.hash(row, "content_sha256"),
                Columns.time(row, "uploaded_at"));
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
        String content = Stores.checkSha256(contentSha256);
        byte[] space = Columns.hash(spaceSha256);
        byte[] recipe = derivedBy.map(Columns::hash).orElse(null);
        return database.inTransaction("keep the picture's embeddings", handle -> {
            // whoever changes a picture or its regions holds it, too
            boolean same = PictureRows.lock(handle, pictureId)
                    .filter(picture -> belongs(picture, content))
                    .isPresent();
            if (!same || !haveRegions(handle, pictureId, parts)) {
                return false;
            }
            handle.createUpdate(
                            "DELETE FROM <schema>.picture_embeddings WHERE image_id = :id AND space_sha256 = :space")
                    .bind("id", pictureId)
                    .bind("space", space)
                    .execute();
            PreparedBatch batch = handle.prepareBatch("""
                    INSERT INTO <schema>.picture_embeddings
                        (product_id, image_id, space_sha256, source, region_id, box_x, box_y, box_width, box_height,
                         derived_by, created_at, embedding)
                    SELECT product_id, image_id, :space, :source, :region, :x, :y, :width, :height, :recipe, :now,
                           :embedding
                    FROM <schema>.images
                    WHERE image_id = :id
                    """);
            for (Part part : parts) {
                batch.bind("id", pictureId)
                        .bind("space", space)
                        .bind("source", Columns.text(part.source()))
                        .bind("region", part.regionId().orElse(null))
                        .bind("x", part.region().map(Box::x).orElse(null))
                        .bind("y", part.region().map(Box::y).orElse(null))
                        .bind("width", part.region().map(Box::width).orElse(null))
                        .bind("height", part.region().map(Box::height).orElse(null))
                        .bind("recipe", part.source() == RegionSource.WHOLE ? recipe : null)
                        .bind("now", Columns.time(now))
                        .bind("embedding", bytes(part.embedding()))
                        .add();
            }
            batch.execute();
            return true;
        });
    }

    private static boolean belongs(RegisteredPicture picture, String sha256) {
        return picture.active()
                && picture.type() == PictureType.DEFECT
                && picture.defectCode().isPresent()
                && picture.content().map(StoredContent::sha256).equals(Optional.of(sha256));
    }

    private static boolean haveRegions(Handle handle, long pictureId, List<Part> parts) {
        Long[] regions =
                parts.stream().flatMap(part -> part.regionId().stream()).toArray(Long[]::new);
        return handle.createQuery("""
                        SELECT count(*) FROM <schema>.image_regions WHERE image_id = :id AND region_id = ANY (:regions)
                        """)
                        .bind("id", pictureId)
                        .bind("regions", regions)
                        .mapTo(Integer.class)
                        .one()
                == regions.length;
    }

    private static byte[] bytes(Embedding embedding) {
        ByteBuffer bytes =
                ByteBuffer.allocate(Float.BYTES * embedding.dimension()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(embedding.values());
        return bytes.array();
    }

    @Override
    public int removeStale(String productCode, String spaceSha256) {
        byte[] space = Columns.hash(spaceSha256);
        return database.with("remove embeddings of pictures that went", handle -> handle.createQuery(
                        """
                        WITH removed AS (
                            DELETE FROM <schema>.picture_embeddings e
                            WHERE e.product_id =\s""" + PRODUCT_ID + """
                              AND e.space_sha256 = :space
                              AND e.image_id NOT IN (SELECT i.image_id FROM\s""" + REGISTERED + """
                                  )
                            RETURNING e.image_id
                        )
                        SELECT count(DISTINCT image_id) FROM removed
                        """)
                .bind("product", Columns.sought(productCode))
                .bind("space", space)
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public List<Entry> entries(String productCode, String spaceSha256, long afterId, int limit) {
        byte[] space = Columns.hash(spaceSha256);
        return database.with("read the gallery", handle -> handle.createQuery("""
                        SELECT e.embedding_id, e.image_id, e.source, e.box_x, e.box_y, e.box_width, e.box_height,
                               t.defect_code, rt.defect_code AS region_defect_code, i.file_name, i.file_path,
                               i.content_sha256, i.uploaded_at
                        FROM\s""" + EMBEDDED + """
                        JOIN <schema>.defect_types t ON t.defect_type_id = i.defect_type_id
                        LEFT JOIN <schema>.image_regions r ON r.region_id = e.region_id
                        LEFT JOIN <schema>.defect_types rt ON rt.defect_type_id = r.defect_type_id
                        WHERE e.embedding_id > :after
                        ORDER BY e.embedding_id
                        LIMIT :limit
                        """)
                .bind("product", Columns.sought(productCode))
                .bind("space", space)
                .bind("after", afterId)
                .bind("limit", Columns.limit(limit))
                .map((row, context) -> entry(row, productCode))
                .list());
    }

    private static Entry entry(ResultSet row, String productCode) throws SQLException {
        GalleryPicture picture = picture(row, productCode);
        RegionSource source = RegionSource.valueOf(row.getString("source").toUpperCase(Locale.ROOT));
        Optional<Box> box = source == RegionSource.WHOLE
                ? Optional.empty()
                : Optional.of(new Box(
                        row.getInt("box_x"), row.getInt("box_y"), row.getInt("box_width"), row.getInt("box_height")));
        return new Entry(
                row.getLong("embedding_id"),
                picture,
                box,
                source,
                Columns.optionalText(row, "region_defect_code").orElse(picture.defectCode()));
    }

    @Override
    public List<Keyed> values(List<Long> ids) {
        EmbeddingStore.checkKeys(ids);
        return database.with("read embeddings", handle -> handle.createQuery("""
                        SELECT embedding_id, embedding FROM <schema>.picture_embeddings
                        WHERE embedding_id = ANY (:ids)
                        ORDER BY embedding_id
                        """)
                .bind("ids", ids.toArray(Long[]::new))
                .map((row, context) -> {
                    long id = row.getLong("embedding_id");
                    return new Keyed(id, embedding(id, row.getBytes("embedding")));
                })
                .list());
    }

    private static Embedding embedding(long id, byte[] bytes) {
        if (bytes.length % Float.BYTES != 0) {
            throw damaged(id, new IllegalArgumentException(bytes.length + " bytes are no whole number of floats"));
        }
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        try {
            return Embedding.of(values);
        } catch (IllegalArgumentException e) {
            throw damaged(id, e);
        }
    }

    private static StoreException damaged(long id, IllegalArgumentException why) {
        return StoreException.failed(
                "the embedding with the key " + id + " in the database is damaged: " + why.getMessage()
                        + "; restore it from a backup, or delete the rows of its picture from picture_embeddings and"
                        + " bring the index up to date",
                why);
    }

    /**
     * Each row is hashed with the transaction that wrote its picture last, and the hashes are added up: a change, a row that comes or goes,
     * gives another sum, in whatever order transactions end. Keys alone stand for embeddings and regions, which come and go and do not
     * change. Types are few, and hashed by themselves.
     */
    @Override
    public String state(String productCode, String spaceSha256) {
        byte[] space = Columns.hash(spaceSha256);
        return database.with(
                "look at the gallery's state", handle -> handle.createQuery("""
                        SELECT count(*) || ' ' || COALESCE(sum(hash_record_extended(ROW(e.embedding_id, i.xmin), 0)), 0)
                            || ' ' || (
                                SELECT COALESCE(sum(hash_record_extended(ROW(defect_type_id, defect_code), 0)), 0)
                                FROM <schema>.defect_types
                                WHERE product_id =\s""" + PRODUCT_ID + """
                            )
                        FROM\s""" + EMBEDDED)
                        .bind("product", Columns.sought(productCode))
                        .bind("space", space)
                        .mapTo(String.class)
                        .one());
    }
}

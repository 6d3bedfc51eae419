package io.defectsdk.postgres.internal.store;

import io.defectsdk.CatalogException;
import io.defectsdk.DuplicateEntryException;
import io.defectsdk.ErrorCode;
import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.FieldChange;
import io.defectsdk.catalog.DefectRegion;
import io.defectsdk.catalog.PictureFilter;
import io.defectsdk.catalog.PictureType;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.catalog.StoredContent;
import io.defectsdk.spi.AuditRegions;
import io.defectsdk.spi.AuditSubjects;
import io.defectsdk.spi.NameSearch;
import io.defectsdk.spi.Pages;
import io.defectsdk.spi.PictureStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The rows of registered pictures; how a row is read and written is in {@link PictureRows}. */
final class Pictures implements PictureStore {
    private static final String OF_FILTER = """
            WHERE i.product_id = (SELECT product_id FROM <schema>.products WHERE product_code = :product)
              AND (CAST(:type AS text) IS NULL OR i.image_type = :type)
              AND (:anyDefect OR t.defect_code = :defect)
              AND (:retired OR i.is_active)
            """;

    private final Database database;

    Pictures(Database database) {
        this.database = database;
    }

    @Override
    public RegisteredPicture add(Row picture, Actor actor, Instant now) {
        Columns.fileName(picture.fileName());
        return database.inTransaction("add the picture", handle -> {
            String productCode = picture.productCode();
            long productId = Products.activeId(handle, productCode);
            Map<String, Long> typeIds = typeIds(handle, productCode, picture.defectCode(), picture.regions());
            Long typeId = picture.defectCode().map(typeIds::get).orElse(null);
            long id = insert(handle, productId, typeId, picture, actor, now)
                    .orElseThrow(() -> duplicate(handle, productCode, picture.content()));
            PictureRows.setRegions(handle, id, picture.regions(), typeIds);
            Uploads.end(handle, picture.storageKey());
            audit(handle, id, actor, "picture.add", picture.fileName(), List.of(), now);
            return PictureRows.find(handle, id).orElseThrow();
        });
    }

    private static Map<String, Long> typeIds(
            Handle handle, String productCode, Optional<String> defectCode, List<DefectRegion> regions) {
        List<String> codes = Stream.concat(defectCode.stream(), regions.stream().map(DefectRegion::defectCode))
                .toList();
        return DefectTypes.fitIds(handle, productCode, codes);
    }

    private static Optional<Long> insert(
            Handle handle, long productId, @Nullable Long typeId, Row picture, Actor actor, Instant now) {
        return handle.createQuery("""
                        INSERT INTO <schema>.images
                            (product_id, image_type, defect_type_id, file_name, file_path, content_sha256, file_size,
                             width, height, uploaded_at, created_by, created_by_name)
                        VALUES (:product, :type, :defectType, :name, :key, :hash, :bytes, :width, :height, :now,
                                :account, :actor)
                        ON CONFLICT (product_id, content_sha256) WHERE content_sha256 IS NOT NULL DO NOTHING
                        RETURNING image_id
                        """)
                .bind("product", productId)
                .bind("type", Columns.text(picture.type()))
                .bind("defectType", typeId)
                .bind("name", picture.fileName())
                .bind("key", picture.storageKey())
                .bind("hash", Columns.hash(picture.content().sha256()))
                .bind("bytes", picture.content().bytes())
                .bind("width", picture.width())
                .bind("height", picture.height())
                .bind("now", Columns.time(now))
                .bind("account", Columns.accountId(actor))
                .bind("actor", actor.name())
                .mapTo(Long.class)
                .findOne();
    }

    private static DuplicateEntryException duplicate(Handle handle, String productCode, StoredContent content) {
        long id = PictureRows.findByHash(handle, productCode, Columns.hash(content.sha256()))
                .orElseThrow()
                .id();
        return new DuplicateEntryException(
                ErrorCode.PICTURE_EXISTS,
                "the product '" + productCode + "' has this very picture already, with the id " + id
                        + "; use that one (restore it if it is retired)",
                id);
    }

    @Override
    public RegisteredPicture changeType(
            long id, PictureType type, Optional<String> defectCode, Actor actor, Instant now) {
        if (defectCode.isPresent() != (type == PictureType.DEFECT)) {
            throw new IllegalArgumentException("a defect type belongs to a " + PictureType.DEFECT
                    + " picture and to no other one, but for " + type + " it is " + defectCode.orElse("none"));
        }
        return database.inTransaction("change the picture", handle -> {
            RegisteredPicture stored = lock(handle, id);
            Map<String, Long> typeIds = typeIds(handle, stored.productCode(), defectCode, List.of());
            List<FieldChange> changes = Stream.of(
                            FieldChange.of("type", Columns.text(stored.type()), Columns.text(type)),
                            new FieldChange("defect_code", stored.defectCode(), defectCode))
                    .filter(FieldChange::differs)
                    .toList();
            if (changes.isEmpty()) {
                return stored;
            }
            handle.createUpdate("""
                            UPDATE <schema>.images SET image_type = :type, defect_type_id = :defectType
                            WHERE image_id = :id
                            """)
                    .bind("id", id)
                    .bind("type", Columns.text(type))
                    .bind("defectType", defectCode.map(typeIds::get).orElse(null))
                    .execute();
            audit(handle, id, actor, "picture.change", stored.fileName(), changes, now);
            return PictureRows.find(handle, id).orElseThrow();
        });
    }

    @Override
    public RegisteredPicture setRegions(long id, List<DefectRegion> regions, Actor actor, Instant now) {
        return database.inTransaction("mark the picture", handle -> {
            RegisteredPicture stored = lock(handle, id);
            if (stored.type() != PictureType.DEFECT) {
                throw new CatalogException(
                        ErrorCode.DEFECT_TYPE_UNFIT,
                        "regions mark defects, but picture " + id + " is a " + stored.type()
                                + " picture; make it a picture of a defect first",
                        null);
            }
            Map<String, Long> typeIds = typeIds(handle, stored.productCode(), Optional.empty(), regions);
            FieldChange change = FieldChange.of(
                    "regions", AuditRegions.of(PictureRows.regions(handle, id)), AuditRegions.of(regions));
            PictureRows.setRegions(handle, id, regions, typeIds);
            audit(handle, id, actor, "picture.mark", stored.fileName(), List.of(change), now);
            return PictureRows.find(handle, id).orElseThrow();
        });
    }

    @Override
    public RegisteredPicture setActive(long id, boolean active, Actor actor, Instant now) {
        return database.inTransaction(active ? "restore the picture" : "retire the picture", handle -> {
            RegisteredPicture stored = lock(handle, id);
            if (stored.active() == active) {
                return stored;
            }
            handle.createUpdate("UPDATE <schema>.images SET is_active = :active WHERE image_id = :id")
                    .bind("id", id)
                    .bind("active", active)
                    .execute();
            String action = active ? "picture.restore" : "picture.retire";
            audit(handle, id, actor, action, stored.fileName(), List.of(), now);
            return PictureRows.find(handle, id).orElseThrow();
        });
    }

    @Override
    public RegisteredPicture supply(
            long id, String storageKey, StoredContent content, int width, int height, Actor actor, Instant now) {
        byte[] hash = Columns.hash(content.sha256());
        return database.inTransaction("supply the picture's file", handle -> {
            RegisteredPicture stored = lock(handle, id);
            requireSame(stored, content);
            // whoever adds a picture holds the product, too: this content does not come by another way meanwhile
            Products.lock(handle, stored.productCode());
            PictureRows.findByHash(handle, stored.productCode(), hash)
                    .filter(there -> there.id() != id)
                    .ifPresent(there -> {
                        throw duplicate(handle, stored.productCode(), content);
                    });
            handle.createUpdate("""
                            UPDATE <schema>.images
                            SET file_path = :key, content_sha256 = :hash, file_size = :bytes, width = :width,
                                height = :height
                            WHERE image_id = :id
                            """)
                    .bind("id", id)
                    .bind("key", storageKey)
                    .bind("hash", hash)
                    .bind("bytes", content.bytes())
                    .bind("width", width)
                    .bind("height", height)
                    .execute();
            Uploads.end(handle, storageKey);
            if (stored.content().isPresent()) { // else its key is a path of another system
                Uploads.abandon(handle, stored.storageKey());
            }
            audit(handle, id, actor, "picture.supply", stored.fileName(), supplied(stored, storageKey, content), now);
            return PictureRows.find(handle, id).orElseThrow();
        });
    }

    private static List<FieldChange> supplied(RegisteredPicture stored, String storageKey, StoredContent content) {
        Optional<StoredContent> before = stored.content();
        return Stream.of(
                        FieldChange.of("storage_key", stored.storageKey(), storageKey),
                        new FieldChange("sha256", before.map(StoredContent::sha256), Optional.of(content.sha256())),
                        new FieldChange(
                                "bytes",
                                before.map(there -> Long.toString(there.bytes())),
                                Optional.of(Long.toString(content.bytes()))))
                .filter(FieldChange::differs)
                .toList();
    }

    private static void requireSame(RegisteredPicture stored, StoredContent supplied) {
        stored.content()
                .map(StoredContent::sha256)
                .filter(hash -> !hash.equals(supplied.sha256()))
                .ifPresent(hash -> {
                    throw new CatalogException(
                            ErrorCode.CHANGED_MEANWHILE,
                            "picture " + stored.id() + " has the SHA-256 " + hash
                                    + ", but the file supplied for it has "
                                    + supplied.sha256()
                                    + "; supply the very same file, or register this one by itself",
                            null);
                });
    }

    private static RegisteredPicture lock(Handle handle, long id) {
        return PictureRows.lock(handle, id)
                .orElseThrow(() -> new UnknownEntryException(
                        ErrorCode.PICTURE_UNKNOWN, "there is no picture with the id " + id, null));
    }

    private static void audit(
            Handle handle, long id, Actor actor, String action, String detail, List<FieldChange> changes, Instant now) {
        AuditLog.write(handle, new AuditEntry(now, actor, action, AuditSubjects.picture(id), detail, changes));
    }

    @Override
    public Optional<RegisteredPicture> find(long id) {
        return database.with("find the picture", handle -> PictureRows.find(handle, id));
    }

    @Override
    public Optional<RegisteredPicture> findBySha256(String productCode, String sha256) {
        byte[] hash = Columns.hash(sha256);
        return database.with("find the picture", handle -> PictureRows.findByHash(handle, productCode, hash));
    }

    @Override
    public List<DefectRegion> regions(long id) {
        return database.with("read the picture's regions", handle -> PictureRows.regions(handle, id));
    }

    @Override
    public Page<RegisteredPicture> list(PictureFilter filter, PageRequest page) {
        long after = page.after().map(Pictures::cursor).orElse(Long.MIN_VALUE); // keys made by hand may be anything
        return database.with("list the pictures", handle -> {
            String sql = PictureRows.SELECT + PictureRows.FROM + OF_FILTER
                    + " AND i.image_id > :after ORDER BY i.image_id LIMIT :limit";
            List<RegisteredPicture> read = bind(handle.createQuery(sql), filter)
                    .bind("after", after)
                    .bind("limit", page.size() + 1)
                    .map(PictureRows.PICTURE)
                    .list();
            return Pages.of(read, page.size(), picture -> Long.toString(picture.id()));
        });
    }

    private static long cursor(String key) {
        if (!key.matches("0|-?[1-9]\\d{0,17}")) {
            throw new IllegalArgumentException("not a cursor of this list: '" + key + "'");
        }
        return Long.parseLong(key);
    }

    /**
     * Where a product has many pictures, the index over trigrams of file names names the few that may match. Its operator takes
     * the threshold from a parameter, which is set for this transaction alone.
     */
    @Override
    public List<RegisteredPicture> search(PictureFilter filter, NameSearch search) {
        String name = NameSql.normalised("i.file_name");
        String sql = "SELECT * FROM (" + PictureRows.SELECT + ", " + NameSql.rank("i.file_name") + " AS rank "
                + PictureRows.FROM + OF_FILTER + " AND (" + name + " LIKE :pattern OR " + name
                + " OPERATOR(<trigrams>.%) :text)) ranked"
                + " WHERE rank >= :threshold ORDER BY rank DESC, image_id LIMIT :limit";
        return database.inTransaction("search the pictures", handle -> {
            handle.createQuery("SELECT set_config('pg_trgm.similarity_threshold', :threshold, TRUE)")
                    .bind("threshold", Float.toString(NameSearch.THRESHOLD))
                    .mapTo(String.class)
                    .one();
            return NameSql.bind(bind(handle.createQuery(sql), filter), search)
                    .map(PictureRows.PICTURE)
                    .list();
        });
    }

    private static Query bind(Query query, PictureFilter filter) {
        return query.bind("product", Columns.sought(filter.productCode()))
                .bind("type", filter.type().map(Columns::text).orElse(null))
                .bind("anyDefect", filter.defectCode().isEmpty())
                .bind("defect", filter.defectCode().filter(Columns::canHold).orElse(null))
                .bind("retired", filter.retired());
    }
}

package io.defectsdk.postgres.internal.store;

import io.defectsdk.DuplicateEntryException;
import io.defectsdk.ErrorCode;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.FieldChange;
import io.defectsdk.catalog.Manual;
import io.defectsdk.catalog.StoredContent;
import io.defectsdk.spi.AuditSubjects;
import io.defectsdk.spi.ManualStore;
import io.defectsdk.spi.NameSearch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The rows of manuals. Those of a hand-made database have no hash; one that names no product belongs to none. */
final class Manuals implements ManualStore {
    private static final String COLUMNS = """
            m.manual_id, p.product_code, m.file_name, m.file_path, m.content_sha256, m.file_size, m.revision, m.is_active,
            m.created_at, m.updated_at""";

    private static final String FROM =
            " FROM <schema>.manuals m JOIN <schema>.products p ON p.product_id = m.product_id ";

    private static final RowMapper<Manual> MANUAL = (row, context) -> new Manual(
            row.getLong("manual_id"),
            row.getString("product_code"),
            row.getString("file_name"),
            row.getString("file_path"),
            Columns.optionalContent(row),
            row.getInt("revision"),
            row.getBoolean("is_active"),
            Columns.time(row, "created_at"),
            Columns.time(row, "updated_at"));

    private final Database database;

    Manuals(Database database) {
        this.database = database;
    }

    @Override
    public Manual add(
            String productCode, String fileName, String storageKey, StoredContent content, Actor actor, Instant now) {
        Columns.fileName(fileName);
        return database.inTransaction("add the manual", handle -> {
            long productId = Products.activeId(handle, productCode);
            long id = insert(handle, productId, fileName, storageKey, content, actor, now)
                    .orElseThrow(() -> duplicate(handle, productCode, fileName));
            Uploads.end(handle, storageKey);
            audit(handle, id, actor, "manual.add", fileName, List.of(), now);
            return find(handle, id, "").orElseThrow();
        });
    }

    private static Optional<Long> insert(
            Handle handle,
            long productId,
            String fileName,
            String storageKey,
            StoredContent content,
            Actor actor,
            Instant now) {
        return handle.createQuery("""
                        INSERT INTO <schema>.manuals
                            (product_id, file_name, file_path, content_sha256, file_size, created_at, updated_at,
                             created_by, created_by_name)
                        VALUES (:product, :name, :key, :hash, :bytes, :now, :now, :account, :actor)
                        ON CONFLICT (product_id, file_name) DO NOTHING
                        RETURNING manual_id
                        """)
                .bind("product", productId)
                .bind("name", fileName)
                .bind("key", storageKey)
                .bind("hash", Columns.hash(content.sha256()))
                .bind("bytes", content.bytes())
                .bind("now", Columns.time(now))
                .bind("account", Columns.accountId(actor))
                .bind("actor", actor.name())
                .mapTo(Long.class)
                .findOne();
    }

    private static DuplicateEntryException duplicate(Handle handle, String productCode, String fileName) {
        long id = byName(handle, productCode, fileName).orElseThrow().id();
        return new DuplicateEntryException(
                ErrorCode.MANUAL_EXISTS,
                "the product '" + productCode + "' has a manual '" + fileName + "' already, with the id " + id
                        + "; replace it, or rename the file (retired manuals keep their names)",
                id);
    }

    @Override
    public Manual replace(long id, String storageKey, StoredContent content, Actor actor, Instant now) {
        return database.inTransaction("replace the manual", handle -> {
            Manual stored = lock(handle, id);
            Uploads.end(handle, storageKey);
            handle.createUpdate("""
                            UPDATE <schema>.manuals
                            SET file_path = :key, content_sha256 = :hash, file_size = :bytes, revision = revision + 1,
                                vector_indexed = FALSE, indexed_at = NULL,
                                updated_at = GREATEST(:now, updated_at + INTERVAL '1 microsecond')
                            WHERE manual_id = :id
                            """)
                    .bind("id", id)
                    .bind("key", storageKey)
                    .bind("hash", Columns.hash(content.sha256()))
                    .bind("bytes", content.bytes())
                    .bind("now", Columns.time(now))
                    .execute();
            List<FieldChange> changes = Stream.of(
                            new FieldChange(
                                    "sha256",
                                    stored.content().map(StoredContent::sha256),
                                    Optional.of(content.sha256())),
                            FieldChange.of("storage_key", stored.storageKey(), storageKey))
                    .filter(FieldChange::differs)
                    .toList();
            audit(handle, id, actor, "manual.replace", stored.fileName(), changes, now);
            return find(handle, id, "").orElseThrow();
        });
    }

    @Override
    public Manual setActive(long id, boolean active, Actor actor, Instant now) {
        return database.inTransaction(active ? "restore the manual" : "retire the manual", handle -> {
            Manual stored = lock(handle, id);
            if (stored.active() == active) {
                return stored;
            }
            handle.createUpdate("""
                            UPDATE <schema>.manuals
                            SET is_active = :active, updated_at = GREATEST(:now, updated_at + INTERVAL '1 microsecond')
                            WHERE manual_id = :id
                            """)
                    .bind("id", id)
                    .bind("active", active)
                    .bind("now", Columns.time(now))
                    .execute();
            String action = active ? "manual.restore" : "manual.retire";
            audit(handle, id, actor, action, stored.fileName(), List.of(), now);
            return find(handle, id, "").orElseThrow();
        });
    }

    private static Manual lock(Handle handle, long id) {
        return find(handle, id, " FOR NO KEY UPDATE OF m")
                .orElseThrow(() -> new UnknownEntryException(
                        ErrorCode.MANUAL_UNKNOWN, "there is no manual with the id " + id, null));
    }

    private static void audit(
            Handle handle, long id, Actor actor, String action, String detail, List<FieldChange> changes, Instant now) {
        AuditLog.write(handle, new AuditEntry(now, actor, action, AuditSubjects.manual(id), detail, changes));
    }

    @Override
    public Optional<Manual> find(long id) {
        return database.with("find the manual", handle -> find(handle, id, ""));
    }

    private static Optional<Manual> find(Handle handle, long id, String lock) {
        return handle.createQuery("SELECT " + COLUMNS + FROM + "WHERE m.manual_id = :id" + lock)
                .bind("id", id)
                .map(MANUAL)
                .findOne();
    }

    @Override
    public Optional<Manual> findByName(String productCode, String fileName) {
        return database.with("find the manual", handle -> byName(handle, productCode, fileName));
    }

    private static Optional<Manual> byName(Handle handle, String productCode, String fileName) {
        return handle.createQuery(
                        "SELECT " + COLUMNS + FROM + "WHERE p.product_code = :product AND m.file_name = :name")
                .bind("product", Columns.sought(productCode))
                .bind("name", Columns.sought(fileName))
                .map(MANUAL)
                .findOne();
    }

    @Override
    public List<Manual> list(String productCode) {
        return database.with("list the manuals", handle -> handle.createQuery("SELECT " + COLUMNS + FROM + """
                        WHERE p.product_code = :product
                        ORDER BY m.file_name COLLATE "C"
                        """)
                .bind("product", Columns.sought(productCode))
                .map(MANUAL)
                .list());
    }

    @Override
    public List<Manual> search(NameSearch search) {
        return database.with("search the manuals", handle -> NameSql.bind(
                        handle.createQuery("SELECT * FROM (SELECT " + COLUMNS + ", "
                                + NameSql.rank("m.file_name") + " AS rank" + FROM + """
                                        ) ranked
                                        WHERE rank >= :threshold
                                        ORDER BY rank DESC, manual_id
                                        LIMIT :limit
                                        """),
                        search)
                .map(MANUAL)
                .list());
    }
}

package io.defectsdk.postgres.internal.store;

import io.defectsdk.CatalogException;
import io.defectsdk.DuplicateEntryException;
import io.defectsdk.ErrorCode;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.FieldChange;
import io.defectsdk.catalog.DefectType;
import io.defectsdk.catalog.NewDefectType;
import io.defectsdk.spi.AuditSubjects;
import io.defectsdk.spi.DefectTypeStore;
import io.defectsdk.spi.NameSearch;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** Defect types. */
final class DefectTypes implements DefectTypeStore {
    private static final String COLUMNS = """
            t.defect_type_id, p.product_code, t.defect_code, t.defect_name_ko, t.defect_name_en, t.full_name_ko, t.is_active,
            t.created_at, t.updated_at""";

    private static final String FROM =
            " FROM <schema>.defect_types t JOIN <schema>.products p ON p.product_id = t.product_id ";

    private static final String ONE = "WHERE p.product_code = :product AND t.defect_code = :code";

    private static final RowMapper<DefectType> TYPE = (row, context) -> new DefectType(
            row.getLong("defect_type_id"),
            row.getString("product_code"),
            row.getString("defect_code"),
            row.getString("defect_name_ko"),
            Columns.optionalText(row, "defect_name_en"),
            Columns.optionalText(row, "full_name_ko"),
            row.getBoolean("is_active"),
            Columns.time(row, "created_at"),
            Columns.time(row, "updated_at"));

    private final Database database;

    DefectTypes(Database database) {
        this.database = database;
    }

    @Override
    public DefectType add(NewDefectType type, Actor actor, Instant now) {
        return database.inTransaction("add the defect type", handle -> {
            long productId = Products.activeId(handle, type.productCode());
            boolean inserted = insert(handle, productId, type, actor, now);
            DefectType stored =
                    find(handle, type.productCode(), type.code(), "").orElseThrow();
            if (!inserted) {
                throw new DuplicateEntryException(
                        ErrorCode.DEFECT_TYPE_EXISTS,
                        "the product '" + type.productCode() + "' has a defect type with the code '" + type.code()
                                + "' already; use it, or choose another code (retired types keep theirs)",
                        stored.id());
            }
            audit(handle, stored, actor, "defect-type.add", stored.nameKo(), List.of(), now);
            return stored;
        });
    }

    /** Within another transaction; false if the product has such a type. */
    static boolean insert(Handle handle, long productId, NewDefectType type, Actor actor, Instant now) {
        return handle.createUpdate("""
                                INSERT INTO <schema>.defect_types
                                    (product_id, defect_code, defect_name_ko, defect_name_en, full_name_ko, created_at,
                                     updated_at, created_by, created_by_name)
                                VALUES (:product, :code, :nameKo, :nameEn, :fullNameKo, :now, :now, :account, :actor)
                                ON CONFLICT (product_id, defect_code) DO NOTHING
                                """)
                        .bind("product", productId)
                        .bind("code", type.code())
                        .bind("nameKo", type.nameKo())
                        .bind("nameEn", type.nameEn().orElse(null))
                        .bind("fullNameKo", type.fullNameKo().orElse(null))
                        .bind("now", Columns.time(now))
                        .bind("account", Columns.accountId(actor))
                        .bind("actor", actor.name())
                        .execute()
                > 0;
    }

    @Override
    public DefectType change(DefectType type, Actor actor, Instant now) {
        return database.inTransaction("change the defect type", handle -> {
            DefectType stored = lock(handle, type.productCode(), type.code());
            if (!stored.updatedAt().equals(type.updatedAt())) {
                throw new CatalogException(
                        ErrorCode.CHANGED_MEANWHILE,
                        "somebody changed the defect type '" + stored.code() + "' of the product '"
                                + stored.productCode() + "' after it was read; read it again",
                        null);
            }
            DefectType changed = changed(stored, type);
            List<FieldChange> changes = Stream.of(
                            FieldChange.of("name_ko", stored.nameKo(), changed.nameKo()),
                            new FieldChange("name_en", stored.nameEn(), changed.nameEn()),
                            new FieldChange("full_name_ko", stored.fullNameKo(), changed.fullNameKo()))
                    .filter(FieldChange::differs)
                    .toList();
            if (changes.isEmpty()) {
                return stored;
            }
            audit(handle, stored, actor, "defect-type.change", "", changes, now);
            return update(handle, changed, stored.active(), now);
        });
    }

    /** What is to be changed is checked, and only that: a hand-made database may hold what we would not take. */
    private static DefectType changed(DefectType stored, DefectType wanted) {
        DefectType changed = stored;
        if (!stored.nameKo().equals(wanted.nameKo())) {
            changed = changed.withNameKo(wanted.nameKo());
        }
        if (!stored.nameEn().equals(wanted.nameEn())) {
            changed = wanted.nameEn().map(changed::withNameEn).orElseGet(changed::withoutNameEn);
        }
        if (!stored.fullNameKo().equals(wanted.fullNameKo())) {
            changed = wanted.fullNameKo().map(changed::withFullNameKo).orElseGet(changed::withoutFullNameKo);
        }
        return changed;
    }

    @Override
    public DefectType setActive(String productCode, String code, boolean active, Actor actor, Instant now) {
        return database.inTransaction(active ? "restore the defect type" : "retire the defect type", handle -> {
            DefectType stored = lock(handle, productCode, code);
            if (stored.active() == active) {
                return stored;
            }
            if (stored.isNormal() && !active) {
                throw new CatalogException(
                        ErrorCode.DEFECT_TYPE_UNFIT,
                        "the defect type '" + DefectType.NORMAL + "' cannot be retired: every product has it",
                        null);
            }
            String action = active ? "defect-type.restore" : "defect-type.retire";
            audit(handle, stored, actor, action, stored.nameKo(), List.of(), now);
            return update(handle, stored, active, now);
        });
    }

    private static DefectType lock(Handle handle, String productCode, String code) {
        return find(handle, productCode, code, " FOR NO KEY UPDATE OF t").orElseThrow(() -> unknown(productCode, code));
    }

    private static DefectType update(Handle handle, DefectType names, boolean active, Instant now) {
        return handle.createQuery("""
                        UPDATE <schema>.defect_types t
                        SET defect_name_ko = :nameKo, defect_name_en = :nameEn, full_name_ko = :fullNameKo,
                            is_active = :active, updated_at = GREATEST(:now, t.updated_at + INTERVAL '1 microsecond')
                        FROM <schema>.products p
                        WHERE t.defect_type_id = :id AND p.product_id = t.product_id
                        RETURNING\s""" + COLUMNS)
                .bind("id", names.id())
                .bind("nameKo", names.nameKo())
                .bind("nameEn", names.nameEn().orElse(null))
                .bind("fullNameKo", names.fullNameKo().orElse(null))
                .bind("active", active)
                .bind("now", Columns.time(now))
                .map(TYPE)
                .one();
    }

    private static void audit(
            Handle handle,
            DefectType type,
            Actor actor,
            String action,
            String detail,
            List<FieldChange> changes,
            Instant now) {
        String subject = AuditSubjects.defectType(type.productCode(), type.code());
        AuditLog.write(handle, new AuditEntry(now, actor, action, subject, detail, changes));
    }

    private static UnknownEntryException unknown(String productCode, String code) {
        return new UnknownEntryException(
                ErrorCode.DEFECT_TYPE_UNKNOWN,
                "the product '" + productCode + "' has no defect type with the code '" + code
                        + "'; add it to the catalogue first",
                null);
    }

    /** The keys of types that defects can be given, which they stay until the transaction ends. */
    static Map<String, Long> fitIds(Handle handle, String productCode, Collection<String> codes) {
        Map<String, Long> ids = new HashMap<>();
        if (codes.isEmpty()) {
            return ids;
        }
        // in the order of keys, so that two who lock several do not wait for each other
        handle.createQuery("SELECT " + COLUMNS + FROM + """
                        WHERE p.product_code = :product AND t.defect_code = ANY (:codes)
                        ORDER BY t.defect_type_id
                        FOR SHARE OF t
                        """)
                .bind("product", Columns.sought(productCode))
                .bindArray(
                        "codes",
                        String.class,
                        codes.stream().filter(Columns::canHold).distinct().toArray())
                .map(TYPE)
                .forEach(type -> ids.put(requireFit(type).code(), type.id()));
        codes.stream().filter(code -> !ids.containsKey(code)).findFirst().ifPresent(code -> {
            throw unknown(productCode, code);
        });
        return ids;
    }

    private static DefectType requireFit(DefectType type) {
        if (!type.active() || type.isNormal()) {
            throw new CatalogException(
                    ErrorCode.DEFECT_TYPE_UNFIT,
                    "the defect type '" + type.code() + "' of the product '" + type.productCode() + "' "
                            + (type.active() ? "says that there is no defect" : "is retired") + "; choose another one",
                    null);
        }
        return type;
    }

    @Override
    public Optional<DefectType> find(String productCode, String code) {
        return database.with("find the defect type", handle -> find(handle, productCode, code, ""));
    }

    private static Optional<DefectType> find(Handle handle, String productCode, String code, String lock) {
        return handle.createQuery("SELECT " + COLUMNS + FROM + ONE + lock)
                .bind("product", Columns.sought(productCode))
                .bind("code", Columns.sought(code))
                .map(TYPE)
                .findOne();
    }

    @Override
    public List<DefectType> list(String productCode) {
        return database.with("list the defect types", handle -> handle.createQuery("SELECT " + COLUMNS + FROM + """
                        WHERE p.product_code = :product
                        ORDER BY t.defect_code COLLATE "C"
                        """)
                .bind("product", Columns.sought(productCode))
                .map(TYPE)
                .list());
    }

    @Override
    public List<DefectType> search(NameSearch search) {
        return database.with("search the defect types", handle -> NameSql.bind(
                        handle.createQuery("SELECT * FROM (SELECT " + COLUMNS + ", "
                                + NameSql.rank("t.defect_name_ko", "t.defect_name_en", "t.full_name_ko")
                                + " AS rank" + FROM + """
                                        ) ranked
                                        WHERE rank >= :threshold
                                        ORDER BY rank DESC, defect_type_id
                                        LIMIT :limit
                                        """),
                        search)
                .map(TYPE)
                .list());
    }
}

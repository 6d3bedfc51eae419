package io.defectsdk.testing.memory;

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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Defect types. */
final class InMemoryDefectTypes implements DefectTypeStore {
    private final Memory memory;

    InMemoryDefectTypes(Memory memory) {
        this.memory = memory;
    }

    @Override
    public DefectType add(NewDefectType type, Actor actor, Instant now) {
        return memory.step(() -> {
            memory.activeProduct(type.productCode());
            stored(memory, type.productCode(), type.code()).ifPresent(there -> {
                throw new DuplicateEntryException(
                        ErrorCode.DEFECT_TYPE_EXISTS,
                        "the product '" + there.productCode() + "' has a defect type with the code '" + there.code()
                                + "' already; use it, or choose another code (retired types keep theirs)",
                        there.id());
            });
            DefectType added = put(memory, type, now);
            memory.audit(now, actor, "defect-type.add", subject(added), added.nameKo());
            return added;
        });
    }

    /** Without any check. */
    static DefectType put(Memory memory, NewDefectType type, Instant now) {
        Instant at = Memory.micros(now);
        DefectType added = new DefectType(
                memory.defectTypes.size() + 1L,
                type.productCode(),
                type.code(),
                type.nameKo(),
                type.nameEn(),
                type.fullNameKo(),
                true,
                at,
                at);
        memory.defectTypes.put(added.id(), added);
        return added;
    }

    @Override
    public DefectType change(DefectType type, Actor actor, Instant now) {
        // each name is checked on the way
        DefectType ko = type.withNameKo(type.nameKo());
        DefectType en = ko.nameEn().map(ko::withNameEn).orElse(ko);
        DefectType wanted = en.fullNameKo().map(en::withFullNameKo).orElse(en);
        return memory.step(() -> {
            DefectType stored = require(memory, wanted.productCode(), wanted.code());
            if (!stored.updatedAt().equals(wanted.updatedAt())) {
                throw new CatalogException(
                        ErrorCode.CHANGED_MEANWHILE,
                        "somebody changed the defect type '" + stored.code() + "' of the product '"
                                + stored.productCode() + "' after it was read; read it again",
                        null);
            }
            List<FieldChange> changes = Stream.of(
                            FieldChange.of("name_ko", stored.nameKo(), wanted.nameKo()),
                            new FieldChange("name_en", stored.nameEn(), wanted.nameEn()),
                            new FieldChange("full_name_ko", stored.fullNameKo(), wanted.fullNameKo()))
                    .filter(FieldChange::differs)
                    .toList();
            if (changes.isEmpty()) {
                return stored;
            }
            memory.audit(new AuditEntry(now, actor, "defect-type.change", subject(stored), "", changes));
            return put(wanted, stored.active(), stored, now);
        });
    }

    @Override
    public DefectType setActive(String productCode, String code, boolean active, Actor actor, Instant now) {
        return memory.step(() -> {
            DefectType stored = require(memory, productCode, code);
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
            memory.audit(now, actor, action, subject(stored), stored.nameKo());
            return put(stored, active, stored, now);
        });
    }

    private DefectType put(DefectType names, boolean active, DefectType stored, Instant now) {
        DefectType changed = new DefectType(
                stored.id(),
                stored.productCode(),
                stored.code(),
                names.nameKo(),
                names.nameEn(),
                names.fullNameKo(),
                active,
                stored.createdAt(),
                Memory.after(stored.updatedAt(), now));
        memory.defectTypes.put(changed.id(), changed);
        return changed;
    }

    private static String subject(DefectType type) {
        return AuditSubjects.defectType(type.productCode(), type.code());
    }

    private static Optional<DefectType> stored(Memory memory, String productCode, String code) {
        return memory.defectTypes.values().stream()
                .filter(type ->
                        type.productCode().equals(productCode) && type.code().equals(code))
                .findFirst();
    }

    private static DefectType require(Memory memory, String productCode, String code) {
        return stored(memory, productCode, code)
                .orElseThrow(() -> new UnknownEntryException(
                        ErrorCode.DEFECT_TYPE_UNKNOWN,
                        "the product '" + productCode + "' has no defect type with the code '" + code
                                + "'; add it to the catalogue first",
                        null));
    }

    /** A type that a defect can be given. */
    static void requireFit(Memory memory, String productCode, String code) {
        DefectType type = require(memory, productCode, code);
        if (!type.active() || type.isNormal()) {
            throw new CatalogException(
                    ErrorCode.DEFECT_TYPE_UNFIT,
                    "the defect type '" + code + "' of the product '" + productCode + "' "
                            + (type.active() ? "says that there is no defect" : "is retired") + "; choose another one",
                    null);
        }
    }

    @Override
    public Optional<DefectType> find(String productCode, String code) {
        return memory.step(() -> stored(memory, productCode, code));
    }

    @Override
    public List<DefectType> list(String productCode) {
        return memory.step(() -> memory.defectTypes.values().stream()
                .filter(type -> type.productCode().equals(productCode))
                .sorted(Comparator.comparing(DefectType::code, CodePoints::compare))
                .toList());
    }

    @Override
    public List<DefectType> search(NameSearch search) {
        return memory.step(() -> Memory.best(
                memory.defectTypes.values(),
                type -> Stream.of(Optional.of(type.nameKo()), type.nameEn(), type.fullNameKo())
                        .flatMap(Optional::stream),
                search));
    }
}

package io.defectsdk.testing.memory;

import static java.util.Comparator.comparing;

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

/** The rows of manuals. */
final class InMemoryManuals implements ManualStore {
    private final Memory memory;

    InMemoryManuals(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Manual add(
            String productCode, String fileName, String storageKey, StoredContent content, Actor actor, Instant now) {
        Memory.fileName(fileName);
        return memory.step(() -> {
            memory.activeProduct(productCode);
            stored(productCode, fileName).ifPresent(there -> {
                throw new DuplicateEntryException(
                        ErrorCode.MANUAL_EXISTS,
                        "the product '" + productCode + "' has a manual '" + fileName + "' already, with the id "
                                + there.id() + "; replace it, or rename the file (retired manuals keep their names)",
                        there.id());
            });
            memory.uploads.require(storageKey);
            Instant at = Memory.micros(now);
            Manual added = new Manual(
                    memory.manuals.size() + 1L,
                    productCode,
                    fileName,
                    storageKey,
                    Optional.of(Memory.content(content)),
                    1,
                    true,
                    at,
                    at);
            memory.manuals.put(added.id(), added);
            memory.uploads.end(storageKey);
            memory.audit(now, actor, "manual.add", subject(added), fileName);
            return added;
        });
    }

    @Override
    public Manual replace(long id, String storageKey, StoredContent content, Actor actor, Instant now) {
        return memory.step(() -> {
            Manual stored = require(id);
            memory.uploads.require(storageKey);
            Manual replaced = put(
                    new Manual(
                            id,
                            stored.productCode(),
                            stored.fileName(),
                            storageKey,
                            Optional.of(Memory.content(content)),
                            stored.revision() + 1,
                            stored.active(),
                            stored.createdAt(),
                            stored.updatedAt()),
                    now);
            memory.uploads.end(storageKey);
            List<FieldChange> changes = Stream.of(
                            new FieldChange(
                                    "sha256",
                                    stored.content().map(StoredContent::sha256),
                                    Optional.of(Memory.content(content).sha256())),
                            FieldChange.of("storage_key", stored.storageKey(), storageKey))
                    .filter(FieldChange::differs)
                    .toList();
            memory.audit(new AuditEntry(now, actor, "manual.replace", subject(stored), stored.fileName(), changes));
            return replaced;
        });
    }

    @Override
    public Manual setActive(long id, boolean active, Actor actor, Instant now) {
        return memory.step(() -> {
            Manual stored = require(id);
            if (stored.active() == active) {
                return stored;
            }
            String action = active ? "manual.restore" : "manual.retire";
            memory.audit(now, actor, action, subject(stored), stored.fileName());
            return put(
                    new Manual(
                            id,
                            stored.productCode(),
                            stored.fileName(),
                            stored.storageKey(),
                            stored.content(),
                            stored.revision(),
                            active,
                            stored.createdAt(),
                            stored.updatedAt()),
                    now);
        });
    }

    private Manual put(Manual changed, Instant now) {
        Manual dated = new Manual(
                changed.id(),
                changed.productCode(),
                changed.fileName(),
                changed.storageKey(),
                changed.content(),
                changed.revision(),
                changed.active(),
                changed.createdAt(),
                Memory.after(changed.updatedAt(), now));
        memory.manuals.put(dated.id(), dated);
        return dated;
    }

    private static String subject(Manual manual) {
        return AuditSubjects.manual(manual.id());
    }

    private Manual require(long id) {
        Manual manual = memory.manuals.get(id);
        if (manual == null) {
            throw new UnknownEntryException(ErrorCode.MANUAL_UNKNOWN, "there is no manual with the id " + id, null);
        }
        return manual;
    }

    private Optional<Manual> stored(String productCode, String fileName) {
        return memory.manuals.values().stream()
                .filter(manual -> manual.productCode().equals(productCode)
                        && manual.fileName().equals(fileName))
                .findFirst();
    }

    @Override
    public Optional<Manual> find(long id) {
        return memory.step(() -> Optional.ofNullable(memory.manuals.get(id)));
    }

    @Override
    public Optional<Manual> findByName(String productCode, String fileName) {
        return memory.step(() -> stored(productCode, fileName));
    }

    @Override
    public List<Manual> list(String productCode) {
        return memory.step(() -> memory.manuals.values().stream()
                .filter(manual -> manual.productCode().equals(productCode))
                .sorted(comparing(Manual::fileName, CodePoints::compare))
                .toList());
    }

    @Override
    public List<Manual> search(NameSearch search) {
        return memory.step(() -> Memory.best(memory.manuals.values(), manual -> Stream.of(manual.fileName()), search));
    }
}

package io.defectsdk.testing.memory;

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
import io.defectsdk.spi.Stores;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The rows of registered pictures. */
final class InMemoryPictures implements PictureStore {
    /** What a product has once. */
    private record Content(String productCode, String sha256) {}

    private final Memory memory;
    private final Map<Content, Long> contents = new HashMap<>();

    InMemoryPictures(Memory memory) {
        this.memory = memory;
    }

    @Override
    public RegisteredPicture add(Row picture, Actor actor, Instant now) {
        Memory.fileName(picture.fileName());
        StoredContent stored = Memory.content(picture.content());
        return memory.step(() -> {
            memory.activeProduct(picture.productCode());
            picture.defectCode().ifPresent(code -> requireFit(picture.productCode(), code));
            requireFit(picture.productCode(), picture.regions());
            Content content = new Content(picture.productCode(), stored.sha256());
            requireNew(content);
            memory.uploads.require(picture.storageKey());

            RegisteredPicture added = new RegisteredPicture(
                    memory.pictures.size() + 1L,
                    picture.productCode(),
                    picture.type(),
                    picture.defectCode(),
                    picture.fileName(),
                    picture.storageKey(),
                    Optional.of(stored),
                    OptionalInt.of(picture.width()),
                    OptionalInt.of(picture.height()),
                    picture.regions().size(),
                    true,
                    Memory.micros(now),
                    Optional.of(actor.name()));
            memory.pictures.put(added.id(), added);
            memory.setRegions(added.id(), picture.regions());
            contents.put(content, added.id());
            memory.uploads.end(picture.storageKey());
            memory.audit(now, actor, "picture.add", AuditSubjects.picture(added.id()), picture.fileName());
            return added;
        });
    }

    private void requireNew(Content content) {
        Long there = contents.get(content);
        if (there != null) {
            throw new DuplicateEntryException(
                    ErrorCode.PICTURE_EXISTS,
                    "the product '" + content.productCode() + "' has this very picture already, with the id " + there
                            + "; use that one (restore it if it is retired)",
                    there);
        }
    }

    private void requireFit(String productCode, String defectCode) {
        InMemoryDefectTypes.requireFit(memory, productCode, defectCode);
    }

    private void requireFit(String productCode, List<DefectRegion> regions) {
        regions.forEach(region -> requireFit(productCode, region.defectCode()));
    }

    @Override
    public RegisteredPicture changeType(
            long id, PictureType type, Optional<String> defectCode, Actor actor, Instant now) {
        if (defectCode.isPresent() != (type == PictureType.DEFECT)) {
            throw new IllegalArgumentException("a defect type belongs to a " + PictureType.DEFECT
                    + " picture and to no other one, but for " + type + " it is " + defectCode.orElse("none"));
        }
        return memory.step(() -> {
            RegisteredPicture stored = require(id);
            defectCode.ifPresent(code -> requireFit(stored.productCode(), code));
            List<FieldChange> changes = Stream.of(
                            FieldChange.of("type", text(stored.type()), text(type)),
                            new FieldChange("defect_code", stored.defectCode(), defectCode))
                    .filter(FieldChange::differs)
                    .toList();
            if (changes.isEmpty()) {
                return stored;
            }
            audit(stored, actor, "picture.change", changes, now);
            return put(stored, type, defectCode, stored.active());
        });
    }

    @Override
    public RegisteredPicture setRegions(long id, List<DefectRegion> regions, Actor actor, Instant now) {
        List<DefectRegion> marked = List.copyOf(regions);
        return memory.step(() -> {
            RegisteredPicture stored = require(id);
            if (stored.type() != PictureType.DEFECT) {
                throw new CatalogException(
                        ErrorCode.DEFECT_TYPE_UNFIT,
                        "regions mark defects, but picture " + id + " is a " + stored.type()
                                + " picture; make it a picture of a defect first",
                        null);
            }
            requireFit(stored.productCode(), marked);
            FieldChange change = FieldChange.of("regions", AuditRegions.of(regionsOf(id)), AuditRegions.of(marked));
            memory.setRegions(id, marked);
            audit(stored, actor, "picture.mark", List.of(change), now);
            return put(stored, stored.type(), stored.defectCode(), stored.active());
        });
    }

    @Override
    public RegisteredPicture setActive(long id, boolean active, Actor actor, Instant now) {
        return memory.step(() -> {
            RegisteredPicture stored = require(id);
            if (stored.active() == active) {
                return stored;
            }
            audit(stored, actor, active ? "picture.restore" : "picture.retire", List.of(), now);
            return put(stored, stored.type(), stored.defectCode(), active);
        });
    }

    @Override
    public RegisteredPicture supply(
            long id, String storageKey, StoredContent supplied, int width, int height, Actor actor, Instant now) {
        StoredContent content = Memory.content(supplied);
        return memory.step(() -> {
            RegisteredPicture stored = require(id);
            Content key = new Content(stored.productCode(), content.sha256());
            if (stored.content().isEmpty()) {
                requireNew(key);
            } else if (!stored.content().get().sha256().equals(content.sha256())) {
                throw new CatalogException(
                        ErrorCode.CHANGED_MEANWHILE,
                        "picture " + id + " has the SHA-256 "
                                + stored.content().get().sha256() + ", but the file supplied for it has "
                                + content.sha256() + "; supply the very same file, or register this one by itself",
                        null);
            }
            memory.uploads.require(storageKey);
            RegisteredPicture complete = new RegisteredPicture(
                    id,
                    stored.productCode(),
                    stored.type(),
                    stored.defectCode(),
                    stored.fileName(),
                    storageKey,
                    Optional.of(content),
                    OptionalInt.of(width),
                    OptionalInt.of(height),
                    stored.regions(),
                    stored.active(),
                    stored.uploadedAt(),
                    stored.uploadedBy());
            memory.pictures.put(id, complete);
            contents.put(key, id);
            memory.uploads.end(storageKey);
            if (stored.content().isPresent()) { // else its key is a path of another system
                memory.uploads.abandon(stored.storageKey());
            }
            Optional<StoredContent> before = stored.content();
            List<FieldChange> changes = Stream.of(
                            FieldChange.of("storage_key", stored.storageKey(), storageKey),
                            new FieldChange("sha256", before.map(StoredContent::sha256), Optional.of(content.sha256())),
                            new FieldChange(
                                    "bytes",
                                    before.map(there -> Long.toString(there.bytes())),
                                    Optional.of(Long.toString(content.bytes()))))
                    .filter(FieldChange::differs)
                    .toList();
            audit(stored, actor, "picture.supply", changes, now);
            return complete;
        });
    }

    private RegisteredPicture put(
            RegisteredPicture stored, PictureType type, Optional<String> defectCode, boolean active) {
        RegisteredPicture changed = new RegisteredPicture(
                stored.id(),
                stored.productCode(),
                type,
                defectCode,
                stored.fileName(),
                stored.storageKey(),
                stored.content(),
                stored.width(),
                stored.height(),
                regionsOf(stored.id()).size(),
                active,
                stored.uploadedAt(),
                stored.uploadedBy());
        memory.pictures.put(changed.id(), changed);
        return changed;
    }

    private void audit(RegisteredPicture picture, Actor actor, String action, List<FieldChange> changes, Instant now) {
        memory.audit(
                new AuditEntry(now, actor, action, AuditSubjects.picture(picture.id()), picture.fileName(), changes));
    }

    private static String text(PictureType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private RegisteredPicture require(long id) {
        RegisteredPicture picture = memory.pictures.get(id);
        if (picture == null) {
            throw new UnknownEntryException(ErrorCode.PICTURE_UNKNOWN, "there is no picture with the id " + id, null);
        }
        return picture;
    }

    @Override
    public Optional<RegisteredPicture> find(long id) {
        return memory.step(() -> Optional.ofNullable(memory.pictures.get(id)));
    }

    @Override
    public Optional<RegisteredPicture> findBySha256(String productCode, String sha256) {
        Content content = new Content(productCode, Stores.checkSha256(sha256));
        return memory.step(() -> Optional.ofNullable(contents.get(content)).map(memory.pictures::get));
    }

    @Override
    public Page<RegisteredPicture> list(PictureFilter filter, PageRequest page) {
        return memory.step(() -> {
            Collection<RegisteredPicture> rest = page.after()
                    .map(key -> memory.pictures.tailMap(cursor(key), false).values())
                    .orElse(memory.pictures.values());
            return Pages.of(
                    rest.stream()
                            .filter(picture -> matches(filter, picture))
                            .limit(page.size() + 1L)
                            .toList(),
                    page.size(),
                    picture -> Long.toString(picture.id()));
        });
    }

    private static long cursor(String key) {
        if (!key.matches("[1-9]\\d{0,17}")) {
            throw new IllegalArgumentException("not a cursor of this list: '" + key + "'");
        }
        return Long.parseLong(key);
    }

    @Override
    public List<RegisteredPicture> search(PictureFilter filter, NameSearch search) {
        return memory.step(() -> Memory.best(
                memory.pictures.values().stream()
                        .filter(picture -> matches(filter, picture))
                        .toList(),
                picture -> Stream.of(picture.fileName()),
                search));
    }

    private static boolean matches(PictureFilter filter, RegisteredPicture picture) {
        return filter.productCode().equals(picture.productCode())
                && filter.type().map(type -> type == picture.type()).orElse(true)
                && (filter.defectCode().isEmpty() || filter.defectCode().equals(picture.defectCode()))
                && (filter.retired() || picture.active());
    }

    @Override
    public List<DefectRegion> regions(long id) {
        return memory.step(() -> regionsOf(id));
    }

    private List<DefectRegion> regionsOf(long id) {
        return List.copyOf(memory.regions(id).values());
    }
}

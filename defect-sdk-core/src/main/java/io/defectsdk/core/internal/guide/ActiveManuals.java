package io.defectsdk.core.internal.guide;

import io.defectsdk.ErrorCode;
import io.defectsdk.InferenceException;
import io.defectsdk.ManualException;
import io.defectsdk.catalog.DefectType;
import io.defectsdk.catalog.Manual;
import io.defectsdk.catalog.Product;
import io.defectsdk.core.internal.concurrent.Refreshed;
import io.defectsdk.core.internal.storage.RecipeContents;
import io.defectsdk.guide.ManualIndex;
import io.defectsdk.guide.Passage;
import io.defectsdk.spi.LexicalIndexProvider;
import io.defectsdk.spi.LexicalIndexProvider.Analysis;
import io.defectsdk.spi.Stores;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The indexes of manuals that this process searches; see {@link Refreshed} for when they are loaded and looked at again. Thread-safe. */
public final class ActiveManuals implements AutoCloseable {
    /** Sets of products whose passages are held ready to be searched; each product by itself is one. */
    private static final int READY = 64;

    private static final String ALL = "";

    private final Stores stores;
    private final RecipeContents contents;
    private final LexicalIndexProvider words;
    private final Glossary glossary;
    private final Refreshed<String, Held> products;
    private final Refreshed<String, List<String>> codes;

    /** The least recently used first; those that fall out may still be searched, and are left to the garbage collector: they lie in memory. */
    private final Map<List<ProductManuals>, FutureTask<PassageIndex>> ready = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<ProductManuals>, FutureTask<PassageIndex>> eldest) {
            return size() > READY;
        }
    };

    /**
     * None yet.
     *
     * @param patience how long a search waits for news
     */
    ActiveManuals(
            Stores stores, RecipeContents contents, LexicalIndexProvider words, Glossary glossary, Duration patience) {
        this.stores = stores;
        this.contents = contents;
        this.words = words;
        this.glossary = glossary;
        this.products = new Refreshed<>("manuals", "defect-sdk-manuals", patience, this::look);
        this.codes = new Refreshed<>(
                "products with manuals",
                "defect-sdk-manuals",
                patience,
                (all, present) -> stores.manualIndexes().allActive().stream()
                        .map(ManualIndex::productCode)
                        .toList());
    }

    /** What was loaded, and what of the catalogue decides what is shown of it. */
    private record Held(ManualIndexContent content, Set<String> revisions, Product product, ProductManuals manuals) {
        boolean isOf(ManualIndex version, Set<String> present, List<DefectType> types, Product now) {
            return manuals.version().id() == version.id()
                    && revisions.equals(present)
                    && manuals.types().equals(types)
                    && product.name().equals(now.name());
        }
    }

    /**
     * What is searched of a product now, or was when the database last answered.
     *
     * @throws ManualException {@code MANUAL_INDEX_MISSING} if there is no index
     */
    ProductManuals get(String productCode) {
        return products.get(productCode).manuals();
    }

    /** What is searched of all products that have an index; those whose index cannot be read aside. */
    List<ProductManuals> all() {
        return codes.get(ALL).stream().map(this::get).toList();
    }

    private Held look(String code, @Nullable Held present) {
        Product product =
                stores.products().find(code).orElseThrow(() -> stores.products().unknown(code));
        Optional<ManualIndex> active = stores.manualIndexes().active(code);
        if (active.isEmpty()) {
            if (present != null) {
                return present; // a database that was put back to before: what is held is better than nothing
            }
            throw missing(code);
        }
        ManualIndex version = active.get();
        Set<String> revisions = stores.manuals().list(code).stream()
                .filter(Manual::active)
                .map(manual -> revision(manual.id(), manual.revision()))
                .collect(Collectors.toUnmodifiableSet());
        List<DefectType> types = stores.defectTypes().list(code).stream()
                .filter(DefectType::active)
                .toList();
        if (present != null && present.isOf(version, revisions, types, product)) {
            return present;
        }
        ManualIndexContent content =
                present != null && present.manuals().version().id() == version.id()
                        ? present.content()
                        : ManualIndexCodec.decode(contents.get(RecipeContents.Kind.MANUAL_INDEX, version.sha256()));
        List<IndexedPassage> valid = content.passages().stream()
                .filter(indexed -> revisions.contains(revision(indexed.passage())))
                .toList();
        DefectNames names = DefectNames.of(types, glossary);
        return new Held(
                content,
                revisions,
                product,
                new ProductManuals(version, product.name(), types, names, content.encoder(), valid));
    }

    private static String revision(long manualId, int revision) {
        return manualId + "." + revision;
    }

    private static String revision(Passage passage) {
        return revision(passage.manualId(), passage.revision());
    }

    static ManualException missing(String code) {
        return new ManualException(
                ErrorCode.MANUAL_INDEX_MISSING,
                "the product '" + code + "' has no index of its manuals yet: add manuals, then make one with"
                        + " deployments().deploy(ManualIndexDeployment.of(\"" + code + "\"), actor)",
                null);
    }

    /** Where no product at all has one. */
    static ManualException none() {
        return new ManualException(
                ErrorCode.MANUAL_INDEX_MISSING,
                "no product has an index of its manuals yet: add manuals, then make one with"
                        + " deployments().deploy(ManualIndexDeployment.of(productCode), actor)",
                null);
    }

    /** These products' passages, ready to be searched; made once and kept. Whoever searches others does not wait for it. */
    PassageIndex ready(List<ProductManuals> searched) {
        FutureTask<PassageIndex> index;
        synchronized (ready) {
            index = ready.computeIfAbsent(
                    searched,
                    products -> new FutureTask<>(() -> PassageIndex.of(products, words, glossary, Analysis.KOREAN)));
        }
        index.run(); // the first of those who want it makes it
        try {
            return index.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InferenceException("the search of manuals was interrupted", e);
        } catch (ExecutionException e) {
            synchronized (ready) {
                ready.remove(searched, index);
            }
            throw new InferenceException(
                    "the passages of the manuals cannot be made ready to be searched", e.getCause());
        }
    }

    /** What this process changed is seen by its next search, whenever it comes. */
    public void changed(String productCode) {
        products.changed(productCode);
        codes.changed(ALL);
    }

    @Override
    public void close() {
        products.close();
        codes.close();
        synchronized (ready) {
            ready.values().forEach(ActiveManuals::close);
            ready.clear();
        }
    }

    private static void close(FutureTask<PassageIndex> index) {
        if (index.isDone()) {
            try {
                index.get().close();
            } catch (ExecutionException e) {
                // there is none
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

package io.defectsdk.testing.memory;

import io.defectsdk.StoreException;
import io.defectsdk.similarity.SearchEntry;
import io.defectsdk.similarity.SearchRecord;
import io.defectsdk.spi.SearchStore;
import io.defectsdk.spi.Stores;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Searches: written once, never changed. */
final class InMemorySearches implements SearchStore {
    private static final Comparator<SearchEntry> OLDEST_FIRST = Comparator.comparing(
                    (SearchEntry entry) -> entry.search().searchedAt())
            .thenComparing(SearchEntry::id);

    private final Memory memory;
    private final InMemoryAccounts accounts;
    private final Map<Long, SearchEntry> searches = new TreeMap<>();

    InMemorySearches(Memory memory, InMemoryAccounts accounts) {
        this.memory = memory;
        this.accounts = accounts;
    }

    @Override
    public long add(SearchRecord search) {
        Optional<String> encoder = search.encoderSha256().map(Stores::checkSha256);
        search.filters().ifPresent(Json::checkObject);
        return memory.step(() -> {
            search.indexId().filter(id -> !memory.indexes.containsKey(id)).ifPresent(id -> {
                throw StoreException.failed("could not record the search: there is no index " + id, null);
            });
            long id = searches.size() + 1L;
            searches.put(id, new SearchEntry(id, kept(search, encoder)));
            return id;
        });
    }

    private SearchRecord kept(SearchRecord search, Optional<String> encoder) {
        return new SearchRecord(
                Memory.micros(search.searchedAt()),
                search.productCode(),
                search.mode(),
                SearchStore.keptPath(search.uploadedImagePath()),
                search.inspectionId().filter(memory.inspections::containsKey),
                search.indexId(),
                encoder,
                search.filters(),
                search.vote(),
                search.defectCode(),
                search.results(),
                search.processingTime().map(time -> time.truncatedTo(ChronoUnit.MICROS)),
                search.actor().map(accounts::known));
    }

    @Override
    public Optional<SearchEntry> find(long id) {
        return memory.step(() -> Optional.ofNullable(searches.get(id)));
    }

    @Override
    public List<SearchEntry> recent(String productCode, int limit) {
        return memory.step(() -> searches.values().stream()
                .filter(entry -> entry.search().productCode().equals(productCode))
                .sorted(OLDEST_FIRST.reversed())
                .limit(Memory.limit(limit))
                .toList());
    }
}

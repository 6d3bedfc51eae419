package io.defectsdk.benchmarks.retrieval;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.defectsdk.benchmarks.input.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Products and their defect types, as {@code defect_mapping.json} has them; whatever else it says, such as synonyms, is left alone.
 *
 * @param products by code
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Mapping(Map<String, MappedProduct> products) {
    /**
     * A product.
     *
     * @param nameKo its Korean name
     * @param defects its defect types, by code
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record MappedProduct(@JsonProperty("name_ko") @Nullable String nameKo, Map<String, MappedDefect> defects) {}

    /**
     * A defect type.
     *
     * @param en English name
     * @param ko Korean name
     * @param fullNameKo full Korean name
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record MappedDefect(
            @Nullable String en,
            @Nullable String ko,
            @JsonProperty("full_name_ko") @Nullable String fullNameKo) {}

    static Mapping read(Path file) {
        try {
            Mapping mapping = new ObjectMapper().readValue(file.toFile(), Mapping.class);
            if (mapping == null || mapping.products() == null) {
                throw new UsageException("--mapping " + file + " names no products");
            }
            return mapping;
        } catch (IOException e) {
            throw new UsageException("--mapping " + file + " cannot be read: " + e.getMessage());
        }
    }

    /** The product whose code begins a file's name; the longest one. */
    Optional<String> productOf(String fileName) {
        return products.keySet().stream().filter(fileName::startsWith).max(Comparator.comparingInt(String::length));
    }
}

package io.defectsdk.openai.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How the server calls the models that the product's parameters name. Immutable.
 *
 * @param byDefault where a request names none
 * @param served by the name in the parameters
 */
public record ModelNames(Optional<String> byDefault, Map<String, Served> served) {
    /** A model's names on the server, as it is and in its form of four bits. */
    public record Served(String plain, String quantised) {}

    /** Copies the map. */
    public ModelNames {
        served = Map.copyOf(served);
    }

    /** The same with this default. */
    public ModelNames withDefault(String name) {
        return new ModelNames(Optional.of(name), served);
    }

    /** The same with one more. */
    public ModelNames withServed(String asked, Served names) {
        Map<String, Served> more = new LinkedHashMap<>(served);
        more.put(asked, names);
        return new ModelNames(byDefault, more);
    }

    /** What to ask the server for; empty: nothing was named, and the server is to take its own. */
    Optional<String> of(Optional<String> asked, boolean quantised) {
        return asked.or(() -> byDefault).map(name -> {
            Served names = served.get(name);
            if (names == null) {
                return name;
            }
            return quantised ? names.quantised() : names.plain();
        });
    }
}

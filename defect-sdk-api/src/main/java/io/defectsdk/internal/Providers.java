package io.defectsdk.internal;

import io.defectsdk.ConfigurationException;
import io.defectsdk.DefectSdk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Finds parts on the class path: with the class loader of our own classes first, the thread's context class loader next
 * (in an application server the two differ).
 */
public final class Providers {
    private Providers() {}

    /**
     * The first provider of a service.
     *
     * @throws ConfigurationException naming the artifact that brings one, if there is none
     */
    public static <T> T one(Class<T> service, String artifact) {
        Map<String, T> found = new LinkedHashMap<>();
        collect(load(service, DefectSdk.class.getClassLoader()), found);
        if (found.isEmpty()) {
            // only then: a second copy of our classes behind the context loader would not fit this one
            collectFromContext(service, found);
        }
        return found.values().stream()
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(
                        "no " + service.getSimpleName() + " on the class path: add the dependency io.defectsdk:"
                                + artifact + ", or hand the part to the builder",
                        null));
    }

    /** All providers of a service, each class once. */
    public static <T> List<T> all(Class<T> service) {
        Map<String, T> found = new LinkedHashMap<>();
        collect(load(service, DefectSdk.class.getClassLoader()), found);
        collectFromContext(service, found);
        return List.copyOf(found.values());
    }

    private static <T> void collectFromContext(Class<T> service, Map<String, T> found) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null && context != DefectSdk.class.getClassLoader()) {
            collect(load(service, context), found);
        }
    }

    // ServiceLoader.load must be called from this module, which declares the 'uses'
    private static <T> ServiceLoader<T> load(Class<T> service, ClassLoader loader) {
        return ServiceLoader.load(service, loader);
    }

    private static <T> void collect(ServiceLoader<T> loader, Map<String, T> found) {
        try {
            loader.stream()
                    .filter(provider -> !found.containsKey(provider.type().getName()))
                    .forEach(provider -> found.put(provider.type().getName(), provider.get()));
        } catch (ServiceConfigurationError e) {
            throw new ConfigurationException("a part on the class path cannot be loaded: " + e.getMessage(), e);
        }
    }
}

package io.defectsdk.spi;

/**
 * Told what happens, on the thread where it happens: be quick, and hand long work to a thread of your own. Exceptions
 * are logged and otherwise ignored. Must be thread-safe.
 */
@FunctionalInterface
public interface EventListener {
    /** Something happened. */
    void onEvent(Event event);
}

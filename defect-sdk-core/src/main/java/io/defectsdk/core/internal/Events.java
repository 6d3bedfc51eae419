package io.defectsdk.core.internal;

import io.defectsdk.spi.Event;
import io.defectsdk.spi.EventListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the host's listener what happens, and lets nothing that goes wrong there reach an inspection. */
public final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    private final EventListener listener;

    /** For this listener. */
    public Events(EventListener listener) {
        this.listener = listener;
    }

    /** Tells it. */
    public void publish(Event event) {
        try {
            listener.onEvent(event);
        } catch (Throwable e) {
            LOG.warn("the host's event listener failed on {}", event.getClass().getSimpleName(), e);
        }
    }
}

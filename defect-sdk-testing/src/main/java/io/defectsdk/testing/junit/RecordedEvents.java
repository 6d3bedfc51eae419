package io.defectsdk.testing.junit;

import io.defectsdk.spi.Event;
import io.defectsdk.spi.EventListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what an SDK told, in order. Thread-safe. */
public final class RecordedEvents implements EventListener {
    private final List<Event> events = new CopyOnWriteArrayList<>();

    /** Nothing yet. */
    public RecordedEvents() {}

    @Override
    public void onEvent(Event event) {
        events.add(event);
    }

    /** Everything so far, oldest first. */
    public List<Event> all() {
        return List.copyOf(events);
    }

    /** The events of one kind so far, oldest first. */
    public <E extends Event> List<E> of(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}

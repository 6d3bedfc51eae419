package io.defectsdk;

/** Probe. */
public final class Probe {
    private Probe() {}
}

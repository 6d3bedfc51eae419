package io.defectsdk.core.internal.storage;

import java.util.concurrent.Callable;

/**
 * A process that dies at a certain call of database or storage: before the call takes effect, or when it has, but nobody
 * hears of it any more. From then on none of its calls takes effect.
 */
public final class Mortal {
    private final int last;
    private final boolean takesEffect;
    private int calls;

    /** It dies at this call, the first one being 1. */
    public Mortal(int last, boolean takesEffect) {
        this.last = last;
        this.takesEffect = takesEffect;
    }

    /** The end of the process. */
    public static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Whether it has died. */
    public boolean dead() {
        return calls >= last;
    }

    /** A store as the process calls it. */
    public <T> T calling(Class<T> type, T real) {
        return Interposed.on(type, real, (method, call) -> count(call));
    }

    private Object count(Callable<Object> call) throws Exception {
        if (dead()) {
            throw new Death();
        }
        calls++;
        if (!dead()) {
            return call.call();
        }
        if (takesEffect) {
            call.call();
        }
        throw new Death();
    }
}

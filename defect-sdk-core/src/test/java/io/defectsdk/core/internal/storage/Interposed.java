package io.defectsdk.core.internal.storage;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;

/** Stands between a caller and the stores it calls. */
public final class Interposed {
    private Interposed() {}

    /** What happens at a call. */
    @FunctionalInterface
    public interface Between {
        /**
         * Makes the call, or not.
         *
         * @param call makes it
         */
        Object at(Method method, Callable<Object> call) throws Exception;
    }

    /** A store that passes each call on through {@code between}; a store which a store gives does so as well. */
    public static <T> T on(Class<T> type, T real, Between between) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            if (method.getReturnType().getPackage() == type.getPackage()) {
                return passing(method.getReturnType(), call(method, real, args), between);
            }
            return between.at(method, () -> call(method, real, args));
        }));
    }

    private static <T> Object passing(Class<T> type, Object real, Between between) {
        return on(type, type.cast(real), between);
    }

    private static Object call(Method method, Object real, Object[] args) throws Exception {
        try {
            return method.invoke(real, args);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        }
    }
}

package io.defectsdk.core.internal;

import io.defectsdk.spi.Stores;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** Stores that tell which of their methods one thread called, such as {@code AccountStore.find}. */
final class RecordedStores {
    private final Thread watched = Thread.currentThread();
    private final List<String> calls = new ArrayList<>();
    private final Stores stores;

    /** Of the thread that makes this. */
    RecordedStores(Stores stores) {
        this.stores = (Stores) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Stores.class}, (proxy, method, arguments) -> {
                    Object store = invoke(stores, method, arguments);
                    return store == null ? null : recorded(method.getReturnType(), store);
                });
    }

    Stores stores() {
        return stores;
    }

    /** The calls since the last time. */
    List<String> take() {
        List<String> taken = List.copyOf(calls);
        calls.clear();
        return taken;
    }

    private Object recorded(Class<?> type, Object store) {
        return Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (Thread.currentThread() == watched) {
                        calls.add(type.getSimpleName() + "." + method.getName());
                    }
                    return invoke(store, method, arguments);
                });
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}

package io.defectsdk.core.internal.account;

import static java.util.Objects.requireNonNull;

import io.defectsdk.account.Actor;
import io.defectsdk.core.internal.concurrent.Gate;
import java.util.function.Supplier;

/** Calls that change something: made by admins, and while the SDK is open. Thread-safe. */
public final class AdminCalls {
    private final Gate gate;
    private final Permissions permissions;

    /** Through this gate. */
    public AdminCalls(Gate gate, Permissions permissions) {
        this.gate = gate;
        this.permissions = permissions;
    }

    /**
     * Does nothing for an admin; for what goes on after a call, for as long as its actor may do it.
     *
     * @throws io.defectsdk.AccessDeniedException if the actor is none, or none any more
     */
    public void require(Actor actor, String action, String subject) {
        permissions.requireAdmin(actor, action, subject);
    }

    /**
     * Makes a call.
     *
     * @param action what the actor wants, as the audit log calls it
     * @param subject to what
     * @throws io.defectsdk.AccessDeniedException if the actor is no admin
     * @throws IllegalStateException if the SDK is closed
     */
    public <T> T call(Actor actor, String action, String subject, Supplier<T> body) {
        requireNonNull(actor, "actor");
        return gate.call(() -> {
            permissions.requireAdmin(actor, action, subject);
            return body.get();
        });
    }
}

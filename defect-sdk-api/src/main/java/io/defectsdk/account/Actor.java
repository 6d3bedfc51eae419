package io.defectsdk.account;

import io.defectsdk.internal.Checks;
import java.util.Objects;

/**
 * Who does something, for the audit trail and for permission checks. Immutable.
 *
 * <p>A host that knows its users by its own login vouches for them; the record says so.
 */
public final class Actor {
    private final String name;
    private final Role role;

    private Actor(String name, Role role) {
        this.name = name;
        this.role = role;
    }

    /**
     * An actor whom the host knows and answers for.
     *
     * @param name how the host calls this person, 1 to 100 characters
     * @throws IllegalArgumentException if the name is blank, too long or holds control characters
     */
    public static Actor vouched(String name, Role role) {
        return new Actor(Checks.text(name, "name", 100), Objects.requireNonNull(role, "role"));
    }

    /** The name, 1 to 100 characters. */
    public String name() {
        return name;
    }

    /** The role. */
    public Role role() {
        return role;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Actor actor && name.equals(actor.name) && role == actor.role;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, role);
    }

    @Override
    public String toString() {
        return name + " (" + role + ", vouched by the host)";
    }
}

package io.defectsdk.account;

import io.defectsdk.internal.Checks;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Who does something, for the audit trail and for permission checks. Immutable.
 *
 * <p>Either somebody whom {@link Accounts} authenticated, or somebody whom the host knows by its own login and vouches for;
 * the record says which.
 */
public final class Actor {
    private final String name;
    private final Role role;
    private final @Nullable Long accountId;

    private Actor(String name, Role role, @Nullable Long accountId) {
        this.name = Checks.text(name, "name", 100);
        this.role = Objects.requireNonNull(role, "role");
        this.accountId = accountId;
    }

    /**
     * An actor whom the host knows and answers for.
     *
     * @param name how the host calls this person, 1 to 100 characters
     * @throws IllegalArgumentException if the name is blank, too long or holds control characters
     */
    public static Actor vouched(String name, Role role) {
        return new Actor(name, role, null);
    }

    /**
     * The owner of an account. Hosts get one from {@link Accounts#authenticate}. The SDK runs in the host's process and trusts
     * it: an actor made by hand is worth what {@link #vouched} is, no less and, since what is reserved to admins is checked
     * against the account as it is now, no more.
     *
     * @param accountId key of the account
     * @param name its user name
     * @param role its role
     */
    public static Actor authenticated(long accountId, String name, Role role) {
        return new Actor(name, role, accountId);
    }

    /** The name, 1 to 100 characters. */
    public String name() {
        return name;
    }

    /** The role. */
    public Role role() {
        return role;
    }

    /** Key of the account; empty for an actor whom the host vouches for. */
    public OptionalLong accountId() {
        return accountId == null ? OptionalLong.empty() : OptionalLong.of(accountId);
    }

    /** Whether the host answers for this person, rather than an account of ours. */
    public boolean vouched() {
        return accountId == null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Actor actor
                && name.equals(actor.name)
                && role == actor.role
                && Objects.equals(accountId, actor.accountId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, role, accountId);
    }

    @Override
    public String toString() {
        return name + " (" + role + (accountId == null ? ", vouched by the host)" : ", account " + accountId + ")");
    }
}

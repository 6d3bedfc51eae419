package io.defectsdk.account;

import static java.util.Objects.requireNonNull;

import io.defectsdk.internal.Checks;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An account to be added. Immutable. */
public final class NewAccount {
    private final String username;
    private final Role role;
    private final @Nullable String fullName;

    private NewAccount(String username, Role role, @Nullable String fullName) {
        this.username = Checks.text(username, "username", 50);
        this.role = requireNonNull(role, "role");
        this.fullName = fullName;
    }

    /**
     * An account without a person's name.
     *
     * @param username 1 to 50 characters; case matters
     * @throws IllegalArgumentException if the user name is blank, too long or holds control characters
     */
    public static NewAccount of(String username, Role role) {
        return new NewAccount(username, role, null);
    }

    /** The same with the person's name, 1 to 100 characters. */
    public NewAccount withFullName(String name) {
        return new NewAccount(username, role, Checks.text(name, "full name", 100));
    }

    /** The user name, 1 to 50 characters. */
    public String username() {
        return username;
    }

    /** The role. */
    public Role role() {
        return role;
    }

    /** The person's name. */
    public Optional<String> fullName() {
        return Optional.ofNullable(fullName);
    }

    @Override
    public String toString() {
        return username + " (" + role + ")";
    }
}

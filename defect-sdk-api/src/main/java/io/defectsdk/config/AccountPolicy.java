package io.defectsdk.config;

import io.defectsdk.internal.Checks;
import java.time.Duration;

/** What {@link io.defectsdk.account.Accounts} asks of logins and passwords. Immutable. */
public final class AccountPolicy {
    /** bcrypt looks at no more. */
    public static final int MAX_PASSWORD_BYTES = 72;

    private static final AccountPolicy DEFAULTS = new AccountPolicy(5, Duration.ofMinutes(15), 8, 12);

    private final int maxFailures;
    private final Duration lockDuration;
    private final int minPasswordLength;
    private final int bcryptCost;

    private AccountPolicy(int maxFailures, Duration lockDuration, int minPasswordLength, int bcryptCost) {
        this.maxFailures = maxFailures;
        this.lockDuration = lockDuration;
        this.minPasswordLength = minPasswordLength;
        this.bcryptCost = bcryptCost;
    }

    /** 5 failures lock for 15 minutes; passwords of at least 8 characters; cost 12, about a quarter of a second a login. */
    public static AccountPolicy defaults() {
        return DEFAULTS;
    }

    /**
     * The same with another lock.
     *
     * @param failures in a row that lock an account, 1 to 100
     * @param duration how long, 1 second to 1 day
     */
    public AccountPolicy withLock(int failures, Duration duration) {
        return new AccountPolicy(
                Checks.inRange(failures, "failures", 1, 100),
                Checks.inRange(duration, "lock duration", Duration.ofSeconds(1), Duration.ofDays(1)),
                minPasswordLength,
                bcryptCost);
    }

    /** The same with another least length of new passwords in characters, 4 to 24. */
    public AccountPolicy withMinPasswordLength(int characters) {
        return new AccountPolicy(
                maxFailures, lockDuration, Checks.inRange(characters, "minPasswordLength", 4, 24), bcryptCost);
    }

    /** The same with another bcrypt cost for new passwords, 4 (for tests) to 16; each step doubles the time. */
    public AccountPolicy withBcryptCost(int cost) {
        return new AccountPolicy(
                maxFailures, lockDuration, minPasswordLength, Checks.inRange(cost, "bcryptCost", 4, 16));
    }

    /** Failures in a row that lock an account. */
    public int maxFailures() {
        return maxFailures;
    }

    /** How long an account is locked. */
    public Duration lockDuration() {
        return lockDuration;
    }

    /** Least length of a new password, in characters. */
    public int minPasswordLength() {
        return minPasswordLength;
    }

    /** bcrypt's cost for new passwords: the binary logarithm of its rounds. */
    public int bcryptCost() {
        return bcryptCost;
    }
}

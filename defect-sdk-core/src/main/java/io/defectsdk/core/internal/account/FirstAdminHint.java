package io.defectsdk.core.internal.account;

import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.account.Account;
import io.defectsdk.spi.AccountStore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log, and not whoever is refused, that nobody can log in because nobody has a password yet. Once: a login that is
 * refused afterwards has another reason, or the same one that is in the log already. Thread-safe.
 */
final class FirstAdminHint {
    private static final Logger LOG = LoggerFactory.getLogger(FirstAdminHint.class);

    private final AccountStore accounts;
    private final AtomicBoolean looked = new AtomicBoolean();

    FirstAdminHint(AccountStore accounts) {
        this.accounts = accounts;
    }

    /** After a login was refused. */
    void refused() {
        if (!looked.getAndSet(true)
                && Page.stream(accounts::list, PageRequest.first(100)).noneMatch(Account::hasPassword)) {
            LOG.warn("no account has a password yet, so that nobody can log in:"
                    + " make the first admin with accounts().bootstrapAdmin(...)");
        }
    }
}

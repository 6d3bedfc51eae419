/** Who may do what: accounts, passwords, sessions, permissions. */
@NullMarked
package io.defectsdk.core.internal.account;

import org.jspecify.annotations.NullMarked;

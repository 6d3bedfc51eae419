package io.defectsdk.spi;

import io.defectsdk.account.Actor;
import java.time.Instant;

/**
 * Who did what, when. Immutable.
 *
 * @param at when
 * @param actor who
 * @param action what, such as {@code product.add} or {@code access.denied}; 1 to 50 characters
 * @param subject to what, such as a product's code; at most 200 characters
 * @param detail more, in words; empty when there is nothing to add
 */
public record AuditEntry(Instant at, Actor actor, String action, String subject, String detail) {}

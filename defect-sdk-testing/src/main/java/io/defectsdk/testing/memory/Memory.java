package io.defectsdk.testing.memory;

import io.defectsdk.StoreException;
import io.defectsdk.UnknownProductException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.catalog.Product;
import io.defectsdk.deployment.DeploymentRecord;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.inspection.InspectionRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What all stores share, behind one lock: a change of several things is one step to every other thread. Changes check
 * everything before they change anything, so that a refused one leaves no trace.
 */
final class Memory {
    /** By code, in the order of code points. */
    final Map<String, Product> products = new TreeMap<>(CodePoints::compare);

    final Map<Long, DeploymentRecord> deployments = new TreeMap<>();
    final Map<Long, RecipeVersion> recipes = new TreeMap<>();
    final Map<String, byte[]> artifacts = new HashMap<>();
    final Map<UUID, InspectionRecord> inspections = new HashMap<>();
    /** Newest first. */
    final Deque<AuditEntry> audit = new ArrayDeque<>();

    private boolean available = true;

    synchronized void setAvailable(boolean now) {
        available = now;
    }

    /** Runs a step that no other thread sees half of. */
    synchronized <T> T step(Supplier<T> work) {
        if (!available) {
            throw StoreException.unavailable("the in-memory stores play a database that is away", null);
        }
        return work.get();
    }

    Product product(String code) {
        Product product = products.get(code);
        if (product == null) {
            throw new UnknownProductException(
                    "no product has the code '" + code + "'; add it to the catalogue first", null);
        }
        return product;
    }

    void audit(Instant at, Actor actor, String action, String subject, String detail) {
        audit(new AuditEntry(at, actor, action, subject, detail));
    }

    void audit(AuditEntry entry) {
        audit.addFirst(new AuditEntry(
                micros(entry.at()), entry.actor(), entry.action(), entry.subject(), entry.detail(), entry.changes()));
    }

    /** What a database keeps of a moment. */
    static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    static int limit(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, but is " + limit);
        }
        return limit;
    }
}

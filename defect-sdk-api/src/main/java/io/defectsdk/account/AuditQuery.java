package io.defectsdk.account;

import static java.util.Objects.requireNonNull;

import io.defectsdk.config.SettingKey;
import io.defectsdk.spi.AuditSubjects;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the audit trail are asked for; conditions add up. Immutable.
 *
 * <p>The subject of an entry is a kind, a colon and a key:
 *
 * <table>
 *   <caption>Subjects</caption>
 *   <tr><td>{@code product:prod1}</td><td>a product, its deployments and recipes; refused attempts to give it something</td></tr>
 *   <tr><td>{@code defect-type:prod1/hole}</td><td>a defect type</td></tr>
 *   <tr><td>{@code picture:17}, {@code manual:3}</td><td>a registered picture or manual, by its id</td></tr>
 *   <tr><td>{@code account:kim}</td><td>an account, by its user name; logins included</td></tr>
 *   <tr><td>{@code setting:default_top_k}</td><td>a setting</td></tr>
 *   <tr><td>{@code params:prod1/patchcore}</td><td>parameters of a product; those of all products have {@code *} for its code</td></tr>
 * </table>
 */
public final class AuditQuery {
    private static final AuditQuery ALL = new AuditQuery(null, null, null, null, null);

    private final @Nullable String subject;
    private final @Nullable String action;
    private final @Nullable String actorName;
    private final @Nullable Instant from;
    private final @Nullable Instant until;

    private AuditQuery(
            @Nullable String subject,
            @Nullable String action,
            @Nullable String actorName,
            @Nullable Instant from,
            @Nullable Instant until) {
        this.subject = subject;
        this.action = action;
        this.actorName = actorName;
        this.from = from;
        this.until = until;
    }

    /** Every entry. */
    public static AuditQuery all() {
        return ALL;
    }

    /** What happened to a product: added, changed, taught. Its defect types, pictures and manuals are subjects of their own. */
    public static AuditQuery ofProduct(String code) {
        return ALL.subject(AuditSubjects.product(code));
    }

    /** What happened to a defect type. */
    public static AuditQuery ofDefectType(String productCode, String code) {
        return ALL.subject(AuditSubjects.defectType(productCode, code));
    }

    /** What happened to a registered picture. */
    public static AuditQuery ofPicture(long id) {
        return ALL.subject(AuditSubjects.picture(id));
    }

    /** What happened to a manual. */
    public static AuditQuery ofManual(long id) {
        return ALL.subject(AuditSubjects.manual(id));
    }

    /** What happened to a response guide: ratings, and actions taken. */
    public static AuditQuery ofGuide(long id) {
        return ALL.subject(AuditSubjects.guide(id));
    }

    /** What happened to an account, logins included. */
    public static AuditQuery ofAccount(String username) {
        return ALL.subject(AuditSubjects.account(username));
    }

    /** What happened to a setting. */
    public static AuditQuery ofSetting(SettingKey<?> key) {
        return ALL.subject(AuditSubjects.setting(key.name()));
    }

    /** Entries about one subject, in the form above, such as {@code product:prod1}. */
    public AuditQuery subject(String value) {
        return new AuditQuery(requireNonNull(value, "subject"), action, actorName, from, until);
    }

    /** Entries of one action, such as {@code access.denied}. */
    public AuditQuery action(String value) {
        return new AuditQuery(subject, requireNonNull(value, "action"), actorName, from, until);
    }

    /** Entries of one person, by name. */
    public AuditQuery actorName(String value) {
        return new AuditQuery(subject, action, requireNonNull(value, "actorName"), from, until);
    }

    /** Entries from {@code start} (included) to {@code end} (excluded). */
    public AuditQuery between(Instant start, Instant end) {
        return new AuditQuery(subject, action, actorName, requireNonNull(start, "start"), requireNonNull(end, "end"));
    }

    /** Of which subject; empty: any. */
    public Optional<String> subject() {
        return Optional.ofNullable(subject);
    }

    /** Of which action; empty: any. */
    public Optional<String> action() {
        return Optional.ofNullable(action);
    }

    /** Of whom; empty: anybody. */
    public Optional<String> actorName() {
        return Optional.ofNullable(actorName);
    }

    /** From when on; empty: ever. */
    public Optional<Instant> from() {
        return Optional.ofNullable(from);
    }

    /** Until when, excluded; empty: ever. */
    public Optional<Instant> until() {
        return Optional.ofNullable(until);
    }
}

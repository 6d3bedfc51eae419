package io.defectsdk.core.internal.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.defectsdk.AccessDeniedException;
import io.defectsdk.ErrorCode;
import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.StoreException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.AuditQuery;
import io.defectsdk.account.Role;
import io.defectsdk.spi.AuditStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PermissionsTest {
    private static final Actor ADMIN = Actor.vouched("kim", Role.ADMIN);
    private static final Actor WORKER = Actor.vouched("lee", Role.WORKER);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T01:02:03.123456789Z"), ZoneOffset.UTC);

    private final List<AuditEntry> entries = new ArrayList<>();

    private Permissions permissions(RuntimeException failure) {
        return new Permissions(
                new AuditStore() {
                    @Override
                    public void add(AuditEntry entry) {
                        if (failure != null) {
                            throw failure;
                        }
                        entries.add(entry);
                    }

                    @Override
                    public List<AuditEntry> recent(int limit) {
                        return entries;
                    }

                    @Override
                    public Page<AuditEntry> list(AuditQuery query, PageRequest page) {
                        throw new AssertionError("not asked for");
                    }
                },
                CLOCK);
    }

    @Test
    void letsAdminsPassWithoutATrace() {
        assertThatCode(() -> permissions(null).requireAdmin(ADMIN, "product.add", "prod1"))
                .doesNotThrowAnyException();
        assertThat(entries).isEmpty();
    }

    @Test
    void refusesAWorkerAndRecordsIt() {
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> permissions(null).requireAdmin(WORKER, "product.add", "prod1"))
                .withMessage("product.add is for admins, but lee is a WORKER; the refusal is recorded")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED));

        assertThat(entries)
                .containsExactly(new AuditEntry(
                        Instant.parse("2026-11-23T01:02:03.123456Z"), WORKER, "access.denied", "prod1", "product.add"));
    }

    @Test
    void refusesAWorkerEvenWhereTheAuditLogIsDownAndDoesNotClaimARecord() {
        for (RuntimeException failure :
                new RuntimeException[] {StoreException.unavailable("away", null), new IllegalStateException("broken")
                }) {
            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(() -> permissions(failure).requireAdmin(WORKER, "product.add", "prod1"))
                    .withMessage("product.add is for admins, but lee is a WORKER; the refusal could not be recorded");
        }
    }
}

package io.defectsdk.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.defectsdk.AccessDeniedException;
import io.defectsdk.AccountException;
import io.defectsdk.DefectSdk;
import io.defectsdk.ErrorCode;
import io.defectsdk.LoginException;
import io.defectsdk.PageRequest;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.AuditQuery;
import io.defectsdk.account.NewAccount;
import io.defectsdk.account.Role;
import io.defectsdk.account.Session;
import io.defectsdk.config.AccountPolicy;
import io.defectsdk.config.ClipParams;
import io.defectsdk.config.LlmParams;
import io.defectsdk.config.PatchCoreParams;
import io.defectsdk.config.PreprocessingParams;
import io.defectsdk.config.SettingKey;
import io.defectsdk.testing.database.TestDatabase;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** People and what they set, on PostgreSQL, from two SDKs as from two processes. */
class AccountsIT {
    private static final String RIGHT = "비밀번호 여덟자";
    private static final AccountPolicy POLICY =
            AccountPolicy.defaults().withBcryptCost(4).withLock(3, Duration.ofHours(1));

    private final TestDatabase database = TestDatabase.create();
    private final DefectSdk office = open(POLICY);
    private final DefectSdk line = open(POLICY);

    private DefectSdk open(AccountPolicy policy) {
        return DefectSdk.builder()
                .dataSource(database.dataSource())
                .accountPolicy(policy)
                .build();
    }

    @AfterEach
    void close() {
        office.close();
        line.close();
        database.close();
    }

    private static char[] password(String text) {
        return text.toCharArray();
    }

    private Actor admin() {
        office.accounts().bootstrapAdmin("kim", password(RIGHT));
        return office.accounts().authenticate("kim", password(RIGHT));
    }

    private List<AuditEntry> audit(AuditQuery query) {
        return line.audit().entries(query, PageRequest.first(100)).items();
    }

    private static void assertRefused(DefectSdk sdk, String username, String password) {
        assertThatExceptionOfType(LoginException.class)
                .isThrownBy(() -> sdk.accounts().authenticate(username, password(password)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.LOGIN_REFUSED));
    }

    private static void assertEnded(DefectSdk sdk, Session session) {
        assertThatExceptionOfType(LoginException.class)
                .isThrownBy(() -> sdk.accounts().resume(session.token()))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SESSION_ENDED));
    }

    @Test
    void oneOfTwoProcessesMakesTheFirstAdmin() {
        List<Object> outcomes = Stream.of(office, line)
                .map(sdk -> CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                String name = sdk == office ? "kim" : "lee";
                                return (Object) sdk.accounts()
                                        .bootstrapAdmin(name, password(RIGHT))
                                        .username();
                            } catch (AccountException e) {
                                return e.code();
                            }
                        },
                        task -> new Thread(task).start()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(outcomes).containsOnlyOnce(ErrorCode.BOOTSTRAP_DONE);
        String first = (String) (outcomes.get(0) instanceof String ? outcomes.get(0) : outcomes.get(1));
        assertThat(line.accounts()
                        .authenticate(first, password(Normalizer.normalize(RIGHT, Normalizer.Form.NFD)))
                        .role())
                .isEqualTo(Role.ADMIN);
    }

    @Test
    void countsFailuresOfBothProcesses() {
        Actor kim = admin();
        office.accounts().add(NewAccount.of("lee", Role.WORKER), password(RIGHT), kim);

        assertRefused(office, "lee", "wrong password");
        assertRefused(line, "lee", "wrong password");
        assertRefused(office, "lee", "wrong password");
        assertRefused(line, "lee", RIGHT);
        assertRefused(line, "null\0", RIGHT);

        assertThat(audit(AuditQuery.ofAccount("lee")))
                .extracting(entry -> entry.action() + " " + entry.detail())
                .startsWith("login.fail locked")
                .filteredOn("account.lock after 3 failed logins"::equals)
                .hasSize(1);
        office.accounts().unlock("lee", kim);
        assertThat(line.accounts().authenticate("lee", password(RIGHT)).name()).isEqualTo("lee");
    }

    @Test
    void sharesSessionsAndEndsThemEverywhere() {
        Actor kim = admin();
        office.accounts().add(NewAccount.of("lee", Role.ADMIN), password(RIGHT), kim);
        Session session = office.accounts().openSession("lee", password(RIGHT));

        assertThat(line.accounts().resume(session.token()).actor()).isEqualTo(session.actor());
        office.accounts().changeRole("lee", Role.WORKER, kim);
        assertThat(line.accounts().resume(session.token()).actor().role()).isEqualTo(Role.WORKER);
        office.accounts().resetPassword("lee", password("another password"), kim);
        assertEnded(line, session);

        Session second = line.accounts().openSession("lee", password("another password"));
        office.accounts().retire("lee", kim);
        assertEnded(line, second);
        assertRefused(line, "lee", "another password");
    }

    @Test
    void renewsHashesOfALowerCostWithoutEndingSessions() {
        admin();
        Session session = line.accounts().openSession("kim", password(RIGHT));
        try (DefectSdk stricter = open(POLICY.withBcryptCost(6))) {
            stricter.accounts().authenticate("kim", password(RIGHT));
        }

        assertThat(line.accounts().resume(session.token()).actor().name()).isEqualTo("kim");
        assertThat(line.accounts().authenticate("kim", password(RIGHT)).name()).isEqualTo("kim");
        assertThat(audit(AuditQuery.all().action("account.password"))).isEmpty();
    }

    @Test
    void refusesAndRecordsActorsThatAreNoAdminsOrNobody() {
        Actor kim = admin();
        Plant.addProduct(office);
        office.accounts().add(NewAccount.of("lee", Role.ADMIN), password(RIGHT), kim);
        Actor lee = line.accounts().authenticate("lee", password(RIGHT));
        line.catalog().retireProduct(Plant.PRODUCT, lee);
        office.accounts().changeRole("lee", Role.WORKER, kim);

        for (Actor actor : List.of(
                lee,
                Plant.WORKER,
                Actor.authenticated(4_711, "kim", Role.ADMIN),
                Actor.authenticated(kim.accountId().getAsLong(), "forged", Role.ADMIN))) {
            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(() -> line.catalog().restoreProduct(Plant.PRODUCT, actor))
                    .withMessageContaining("the refusal is recorded");
        }

        assertThat(audit(AuditQuery.ofProduct(Plant.PRODUCT).action("access.denied")))
                .extracting(AuditEntry::actor)
                .containsExactly(
                        Actor.vouched("forged", Role.ADMIN), Actor.vouched("kim", Role.ADMIN), Plant.WORKER, lee);
        assertThat(line.catalog().findProduct(Plant.PRODUCT).orElseThrow().active())
                .isFalse();
    }

    @Test
    void actsOnSettingsAndParamsOfAnotherProcess() {
        Actor kim = admin();
        Plant.addProduct(office);
        Session session = line.accounts().openSession("kim", password(RIGHT));
        SettingKey<Double> number = SettingKey.number("mes.number", "수", 0, -1e300, 1e300);
        SettingKey<String> text = SettingKey.text("mes.text", "문장", "", 100);

        office.settings().set(SettingKey.SESSION_TIMEOUT_MINUTES, 10_080, kim);
        office.settings().set(SettingKey.DEFAULT_PIXEL_THRESHOLD, 1.0, kim);
        office.settings().set(number, 1e300, kim);
        office.settings().set(text, "\"가\"\n\\ 😀", kim);
        office.settings().setDefaultParams(PatchCoreParams.none().withImageThreshold(1.05), kim);
        office.settings().setParams(Plant.PRODUCT, PatchCoreParams.none().withBackbone("wide"), kim);
        office.settings()
                .setParams(
                        Plant.PRODUCT,
                        PreprocessingParams.none()
                                .withGrayscale(true)
                                .withContrast(false)
                                .withHistogram(true),
                        kim);
        office.settings().setParams(Plant.PRODUCT, ClipParams.none(), kim);
        office.settings()
                .setParams(
                        Plant.PRODUCT,
                        new LlmParams(Optional.of("m"), Optional.of(2.0), Optional.empty(), Optional.of(true)),
                        kim);

        assertThat(Duration.between(
                        session.expiresAt(),
                        line.accounts().resume(session.token()).expiresAt()))
                .isGreaterThan(Duration.ofDays(6));
        assertThat(line.settings().get(number)).isEqualTo(1e300);
        assertThat(line.settings().get(text)).isEqualTo("\"가\"\n\\ 😀");
        assertThat(line.settings().effectiveParams(Plant.PRODUCT, PatchCoreParams.class))
                .isEqualTo(new PatchCoreParams(Optional.of(1.05), Optional.of(1.0), Optional.of("wide")));
        assertThat(line.settings().effectiveParams(Plant.PRODUCT, PreprocessingParams.class))
                .isEqualTo(PreprocessingParams.none()
                        .withGrayscale(true)
                        .withContrast(false)
                        .withHistogram(true));
        assertThat(line.settings().effectiveParams(Plant.PRODUCT, ClipParams.class))
                .isEqualTo(new ClipParams(Optional.of("ViT-B-32/openai"), Optional.of(5), Optional.of(false)));
        assertThat(line.settings().effectiveParams(Plant.PRODUCT, LlmParams.class))
                .isEqualTo(new LlmParams(Optional.of("m"), Optional.of(2.0), Optional.of(512), Optional.of(true)));
    }
}

package io.defectsdk.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.AccessDeniedException;
import io.defectsdk.DefectSdk;
import io.defectsdk.PageRequest;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.AuditQuery;
import io.defectsdk.account.NewAccount;
import io.defectsdk.account.Role;
import io.defectsdk.config.AccountPolicy;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.testing.database.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who taught and who inspected, as an account of ours that is recorded on one machine and read on another. */
@Timeout(120)
class ActorsOnRecordIT {
    private final TestDatabase database = TestDatabase.create();
    private final DefectSdk office = open();
    private final DefectSdk line = open();

    private DefectSdk open() {
        return DefectSdk.builder()
                .database(database.options())
                .accountPolicy(AccountPolicy.defaults().withBcryptCost(4))
                .build();
    }

    @AfterEach
    void close() {
        line.close();
        office.close();
        database.close();
    }

    private static char[] password(String name) {
        return ("비밀번호-" + name).toCharArray();
    }

    private Actor admin() {
        office.accounts().bootstrapAdmin("kim", password("kim"));
        return office.accounts().authenticate("kim", password("kim"));
    }

    private Actor add(String name, Role role, Actor admin) {
        office.accounts().add(NewAccount.of(name, role), password(name), admin);
        return office.accounts().authenticate(name, password(name));
    }

    private List<AuditEntry> recorded(String action) {
        return line.audit()
                .entries(AuditQuery.all().action(action), PageRequest.first(100))
                .items();
    }

    @Test
    void aDeploymentAndAnInspectionNameTheAccountThatAskedForThem() {
        Actor kim = admin();
        Actor lee = add("lee", Role.WORKER, kim);
        Plant.addProduct(office);
        PatchCoreDeployment teaching =
                PatchCoreDeployment.of(Plant.PRODUCT, Plant.okPictures(0, 12)).with(Plant.QUICK);

        assertThatThrownBy(() -> office.deployments().deploy(teaching, lee)).isInstanceOf(AccessDeniedException.class);
        assertThat(office.deployments().history(Plant.PRODUCT, 10)).isEmpty();
        office.deployments().deploy(teaching, kim).join();

        assertThat(line.deployments().history(Plant.PRODUCT, 10))
                .singleElement()
                .satisfies(deployment -> assertThat(deployment.deployedBy()).contains(kim));
        assertThat(
                        Sql.column(
                                database.dataSource(),
                                "SELECT username FROM defect_sdk.deployment_logs JOIN defect_sdk.users ON user_id = deployed_by"))
                .containsExactly("kim");
        assertThat(recorded("deployment.start")).singleElement().matches(entry -> entry.actor()
                .equals(kim));
        assertThat(recorded("recipe.activate")).singleElement().matches(entry -> entry.actor()
                .equals(kim));

        Inspection inspection =
                line.inspector().inspect(Plant.inspect(Plant.good(20)).by(lee));
        assertThat(inspection.recorded()).isTrue();
        assertThat(line.inspector().find(inspection.id()).orElseThrow().actor()).contains(lee);
    }

    @Test
    void anActorMadeByHandIsRecordedAsSomebodyTheHostAnswersFor() {
        Actor kim = admin();
        Plant.addProduct(office);
        Plant.teach(office, Plant.okPictures(0, 12));

        for (long id : new long[] {999_999, kim.accountId().orElseThrow()}) {
            Inspection inspection = office.inspector()
                    .inspect(Plant.inspect(Plant.good(20)).by(Actor.authenticated(id, "x", Role.WORKER)));

            assertThat(inspection.recorded()).isTrue();
            assertThat(line.inspector().find(inspection.id()).orElseThrow().actor())
                    .contains(Actor.vouched("x", Role.WORKER));
        }
    }
}

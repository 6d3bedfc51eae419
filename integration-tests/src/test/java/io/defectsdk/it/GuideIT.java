package io.defectsdk.it;

import static io.defectsdk.it.Plant.ENGINEER;
import static io.defectsdk.it.Plant.WORKER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.AccessDeniedException;
import io.defectsdk.DefectSdk;
import io.defectsdk.DefectSdkException;
import io.defectsdk.ErrorCode;
import io.defectsdk.catalog.Manual;
import io.defectsdk.catalog.ManualFile;
import io.defectsdk.catalog.NewDefectType;
import io.defectsdk.catalog.NewManual;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.deployment.DeploymentPhase;
import io.defectsdk.deployment.ManualIndexDeployment;
import io.defectsdk.guide.Guide;
import io.defectsdk.guide.GuideEntry;
import io.defectsdk.guide.GuideMethod;
import io.defectsdk.guide.GuideRequest;
import io.defectsdk.guide.GuideSection;
import io.defectsdk.guide.GuideSentence;
import io.defectsdk.guide.ManualIndex;
import io.defectsdk.guide.ManualQuery;
import io.defectsdk.guide.ManualSearchResult;
import io.defectsdk.testing.database.TestDatabase;
import io.defectsdk.testing.line.SimulatedManual;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Response guides on PostgreSQL, out of real manuals, by words and by the packaged encoder. */
@Timeout(180)
class GuideIT {
    private static final String CASTING = "sim-casting";

    private final TestDatabase database = TestDatabase.create();
    private final DefectSdk sdk =
            DefectSdk.builder().dataSource(database.dataSource()).build();
    private Manual manual;

    @BeforeEach
    void addManual() throws IOException {
        sdk.catalog().addProduct(NewProduct.of(CASTING, "모의 주조품 허브 플랜지"), ENGINEER);
        List.of(
                        NewDefectType.of(CASTING, "hole", "기공").withNameEn("hole"),
                        NewDefectType.of(CASTING, "burr", "버").withNameEn("burr"),
                        NewDefectType.of(CASTING, "scratch", "긁힘").withNameEn("scratch"),
                        NewDefectType.of(CASTING, "crack", "균열").withNameEn("crack"))
                .forEach(type -> sdk.catalog().addDefectType(type, ENGINEER));
        manual = sdk.manuals()
                .add(NewManual.of(CASTING, ManualFile.of(SimulatedManual.CASTING.content(), "casting.pdf")), ENGINEER);
    }

    @AfterEach
    void close() {
        sdk.close();
        database.close();
    }

    /** By words alone, which is quicker to make. */
    private ManualIndex deploy() {
        return deploy(ManualIndexDeployment.of(CASTING).byWordsAlone());
    }

    private ManualIndex deploy(ManualIndexDeployment deployment) {
        return sdk.deployments().deploy(deployment, ENGINEER).join();
    }

    private GuideRequest about(String defect) {
        return GuideRequest.of(CASTING).defect(defect).by(WORKER);
    }

    @Test
    void makesAGuideWhoseSentencesStandInTheManual() {
        ManualIndex index = deploy(ManualIndexDeployment.of(CASTING));

        Guide guide = sdk.guides().generate(about("hole"));

        assertThat(index.summary().passages()).isGreaterThan(10);
        assertThat(index.summary().encoder()).isPresent();
        assertThat(index.summary().manuals()).singleElement().satisfies(outcome -> assertThat(outcome.pages())
                .isEqualTo(6));
        assertThat(guide.method()).isEqualTo(GuideMethod.EXTRACTIVE);
        assertThat(guide.confidence()).isEqualTo(1);
        assertThat(guide.sentences(GuideSection.CAUSE))
                .extracting(GuideSentence::text)
                .contains("주물사의 수분이 3.8 %를 넘어 주입할 때 수증기가 용탕으로 들어간다.");
        assertThat(guide.sentences(GuideSection.ACTION))
                .extracting(GuideSentence::text)
                .contains("1. 해당 로트를 격리하고, 주입 시각으로 조형 번호를 찾는다.", "주의: 젖은 공구나 젖은 래들을 용탕에 넣지 마십시오.");
        assertThat(guide.sentences(GuideSection.PREVENTION)).isNotEmpty();
        assertThat(guide.parts())
                .allSatisfy(part -> assertThat(part.sentences()).allSatisfy(sentence -> {
                    assertThat(sentence.isVerbatim()).isTrue();
                    assertThat(sentence.citations().get(0).sentence().areas()).isNotEmpty();
                    assertThat(sentence.citations().get(0).manualName()).isEqualTo("casting.pdf");
                }));
        assertThat(guide.text()).contains("[조치]", "[근거]", "casting.pdf (개정 1)", "쪽");
    }

    @Test
    void recordsGuidesAndWhatTheirReadersThink() {
        deploy();
        Guide guide = sdk.guides().generate(about("burr"));
        assertThat(guide.recorded()).isTrue();
        long id = guide.id().getAsLong();

        GuideEntry rated = sdk.guides().rate(id, 2, "그림이 없다", WORKER);
        assertThatThrownBy(() -> sdk.guides().rate(id, 5, "", ENGINEER)).isInstanceOf(AccessDeniedException.class);

        assertThat(rated.guide()).isEqualTo(guide.record());
        assertThat(sdk.guides().find(id)).contains(rated);
        assertThat(sdk.guides().recent(CASTING, 10)).containsExactly(rated);
        assertThat(sdk.guides().lowRated(CASTING, 2, 10)).containsExactly(rated);
        assertThat(sdk.guides().lowRated(CASTING, 2, 10).get(0).guide().passageIds())
                .isNotEmpty();
        assertThat(sdk.guides().markDone(id, WORKER).done()).isTrue();
        assertThat(
                        Sql.column(
                                database.dataSource(),
                                "SELECT concat_ws('|', defect_code, status, feedback_rating) FROM defect_sdk.v_recent_inspections"))
                .containsExactly("burr|조치완료|2");
        assertThat(Sql.column(
                        database.dataSource(),
                        "SELECT action FROM defect_sdk.audit_log WHERE subject = 'guide:" + id + "' ORDER BY audit_id"))
                .containsExactly("guide.rate", "access.denied", "guide.done");
    }

    @Test
    void searchesByWordsAndMeaningAndSaysWhatIsNotThere() {
        deploy(ManualIndexDeployment.of(CASTING));

        ManualSearchResult pores =
                sdk.guides().search(ManualQuery.of("표면에 핀홀이 보여요").inProducts(CASTING));
        ManualSearchResult pay = sdk.guides().search(ManualQuery.of("zzqx wvvk"));

        assertThat(pores.byMeaning()).isTrue();
        assertThat(pores.answered()).isTrue();
        assertThat(pores.passages().get(0).passage().defectCode()).contains("hole");
        assertThat(pay.answered()).isFalse();
        Guide guide = sdk.guides().generate(GuideRequest.of(CASTING).words("zzqx wvvk"));
        assertThat(guide.found()).isFalse();
        assertThat(guide.confidence()).isZero();
        assertThat(guide.text()).contains("찾지 못했습니다");
    }

    @Test
    void inventsNothingForATypeThatTheManualLacks() {
        deploy();

        Guide guide = sdk.guides().generate(about("crack"));

        assertThat(guide.found()).isFalse();
        assertThat(guide.recorded()).isTrue();
    }

    @Test
    void embedsWhatIsNewAloneAndShowsNothingOfAManualThatWent() throws IOException {
        ManualIndex first = deploy(ManualIndexDeployment.of(CASTING));
        ManualIndex second = deploy(ManualIndexDeployment.of(CASTING));
        assertThat(first.summary().embedded()).isEqualTo(first.summary().sentences());
        assertThat(second.summary().embedded()).isZero();
        assertThat(second.sha256()).isEqualTo(first.sha256());
        assertThat(sdk.guides().generate(about("hole")).found()).isTrue();

        sdk.manuals().replace(manual.id(), ManualFile.of(changed()), ENGINEER);
        assertThat(eventuallyFound(false)).isFalse();
        deploy(ManualIndexDeployment.of(CASTING));

        assertThat(sdk.guides().generate(about("hole")).found()).isTrue();
        assertThat(Sql.column(
                        database.dataSource(),
                        "SELECT concat_ws('|', vector_indexed, revision) FROM defect_sdk.manuals"))
                .containsExactly("t|2");
        sdk.manuals().retire(manual.id(), ENGINEER);
        assertThat(eventuallyFound(false)).isFalse();
    }

    /** What was read may not be what the manual says by now, so that nothing of it is shown until an index knows. */
    @Test
    void aManualThatIsReplacedWhileItIsIndexedIsShownOnceItsNewRevisionIsIndexed() throws IOException {
        byte[] content = changed();
        AtomicBoolean replaced = new AtomicBoolean();
        ManualIndex index = sdk.deployments()
                .deploy(ManualIndexDeployment.of(CASTING), ENGINEER)
                .onProgress(progress -> {
                    if (progress.phase() == DeploymentPhase.EMBEDDING && replaced.compareAndSet(false, true)) {
                        sdk.manuals().replace(manual.id(), ManualFile.of(content), ENGINEER);
                    }
                })
                .join();

        assertThat(replaced).isTrue();
        assertThat(index.summary().manuals()).singleElement().satisfies(outcome -> assertThat(outcome.revision())
                .isEqualTo(1));
        assertThat(Sql.column(
                        database.dataSource(),
                        "SELECT concat_ws('|', vector_indexed, revision) FROM defect_sdk.manuals"))
                .containsExactly("f|2");
        assertThat(eventuallyFound(false)).isFalse();

        deploy();

        assertThat(eventuallyFound(true)).isTrue();
    }

    @Test
    void anIndexThatAnotherProcessMakesIsSearchedHere() {
        deploy();
        sdk.manuals().retire(manual.id(), ENGINEER);
        assertThat(eventuallyFound(false)).isFalse();
        try (DefectSdk other =
                DefectSdk.builder().dataSource(database.dataSource()).build()) {
            other.manuals().restore(manual.id(), ENGINEER);
            ManualIndex index = other.deployments()
                    .deploy(ManualIndexDeployment.of(CASTING).byWordsAlone(), ENGINEER)
                    .join();

            assertThat(eventuallyFound(true)).isTrue();
            assertThat(sdk.guides().activeIndex(CASTING)).contains(index);
        }
    }

    /** The same manual with a comment behind it. */
    private static byte[] changed() throws IOException {
        byte[] content = SimulatedManual.CASTING.content();
        byte[] longer = Arrays.copyOf(content, content.length + 2);
        longer[content.length] = '%';
        longer[content.length + 1] = '\n';
        return longer;
    }

    /** What the catalogue says is seen within seconds. */
    private boolean eventuallyFound(boolean wanted) {
        for (int i = 0; i < 50; i++) {
            if (sdk.guides().generate(about("hole")).found() == wanted) {
                return wanted;
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return !wanted;
    }

    @Test
    void aManualThatCannotBeReadIsLeftOutAndSaidSo() {
        sdk.manuals()
                .add(
                        NewManual.of(
                                CASTING,
                                ManualFile.of("%PDF-1.4\nnothing".getBytes(StandardCharsets.US_ASCII), "broken.pdf")),
                        ENGINEER);

        ManualIndex index = deploy();

        assertThat(index.summary().manuals())
                .filteredOn(outcome -> outcome.name().equals("broken.pdf"))
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.failure())
                        .hasValueSatisfying(why -> assertThat(why).contains("broken.pdf")));
        assertThat(Sql.column(
                        database.dataSource(), "SELECT vector_indexed FROM defect_sdk.manuals ORDER BY file_name"))
                .containsExactly("f", "t");
        assertThat(Sql.column(
                        database.dataSource(), "SELECT result_data->>'failed_manuals' FROM defect_sdk.deployment_logs"))
                .containsExactly("1");
    }

    @Test
    void saysWhatIsWrongWithARequest() {
        assertCode(() -> sdk.guides().generate(about("hole")), ErrorCode.MANUAL_INDEX_MISSING);
        assertCode(() -> sdk.guides().search(ManualQuery.of("기공")), ErrorCode.MANUAL_INDEX_MISSING);
        deploy();
        assertCode(() -> sdk.guides().generate(about("nothing")), ErrorCode.DEFECT_TYPE_UNKNOWN);
        assertCode(() -> sdk.guides().generate(GuideRequest.of("nobody").defect("hole")), ErrorCode.PRODUCT_UNKNOWN);
        assertThatIllegalArgumentException().isThrownBy(() -> sdk.guides().generate(GuideRequest.of(CASTING)));
        assertThat(sdk.guides().find(987_654_321L)).isEmpty();
        assertThat(sdk.guides().activeIndex("nobody")).isEqualTo(Optional.empty());
    }

    private static void assertCode(Runnable call, ErrorCode code) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(DefectSdkException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    @Test
    void aRetiredProductIsNotIndexed() {
        sdk.catalog().retireProduct(CASTING, ENGINEER);

        assertCode(this::deploy, ErrorCode.PRODUCT_RETIRED);
    }
}

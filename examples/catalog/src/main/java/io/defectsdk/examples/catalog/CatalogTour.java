package io.defectsdk.examples.catalog;

import io.defectsdk.AccessDeniedException;
import io.defectsdk.DefectSdk;
import io.defectsdk.DefectSdkException;
import io.defectsdk.PageRequest;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditQuery;
import io.defectsdk.account.NewAccount;
import io.defectsdk.account.Role;
import io.defectsdk.catalog.DefectRegion;
import io.defectsdk.catalog.FolderReport;
import io.defectsdk.catalog.Mask;
import io.defectsdk.catalog.NewDefectType;
import io.defectsdk.catalog.NewManual;
import io.defectsdk.catalog.NewPicture;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.catalog.PictureFilter;
import io.defectsdk.catalog.PictureFolder;
import io.defectsdk.catalog.PictureType;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.config.DatabaseOptions;
import io.defectsdk.config.PatchCoreParams;
import io.defectsdk.config.PreprocessingParams;
import io.defectsdk.config.SettingKey;
import io.defectsdk.config.Storage;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.InspectionRequest;
import io.defectsdk.inspection.Picture;
import io.defectsdk.testing.database.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** The program {@code catalog.jar}: what an engineer does before the line starts, each step with what came of it. */
public final class CatalogTour {
    private CatalogTour() {}

    /** Runs it in the folder that is the only argument, or in a temporary one. */
    public static void main(String[] args) throws IOException {
        // before any class of AWT is loaded; a library must not decide this, a program may
        System.setProperty("java.awt.headless", "true");
        Path folder = args.length == 0 ? Files.createTempDirectory("defect-sdk-catalog") : Path.of(args[0]);
        System.exit(run(folder));
    }

    private static int run(Path folder) throws IOException {
        try (EmbeddedDatabase database = EmbeddedDatabase.temporary()) {
            System.out.println("Files in " + folder);
            PlantFiles files = PlantFiles.make(folder);
            Inspection inspection = tour(
                    DatabaseOptions.builder(database.jdbcUrl(), database.username(), database.password())
                            .build(),
                    files,
                    Passwords.random());
            Path overlay = folder.resolve("overlay.png");
            ImageIO.write(inspection.overlay(), "png", overlay.toFile());
            System.out.println("\nOverlay " + overlay);
            return 0;
        } catch (DefectSdkException e) {
            System.err.println("catalog: " + e.code() + ": " + e.getMessage());
            return 1;
        }
    }

    // docs: begin
    static Inspection tour(DatabaseOptions database, PlantFiles files, char[] password) throws IOException {
        try (DefectSdk sdk = DefectSdk.builder()
                .database(database)
                .storage(Storage.directory(files.storage()))
                .build()) {
            say("1  The first admin, and a worker");
            sdk.accounts().bootstrapAdmin("kim", password); // once: there is no default account
            Actor kim = sdk.accounts().authenticate("kim", password);
            sdk.accounts().add(NewAccount.of("lee", Role.WORKER).withFullName("이작업"), password, kim);
            Actor lee = sdk.accounts().authenticate("lee", password);

            say("2  A product and what can be wrong with it");
            sdk.catalog().addProduct(NewProduct.of("prod1", "주조 제품 A형"), kim);
            sdk.catalog().addDefectType(NewDefectType.of("prod1", "hole", "기공").withNameEn("hole"), kim);
            sdk.catalog().defectTypes("prod1").forEach(type -> say("   " + type.code() + " " + type.nameKo()));

            say("3  A folder of good parts: one is there twice, one is broken");
            FolderReport report = sdk.pictures()
                    .addFolder(PictureFolder.normal("prod1", files.good()), kim)
                    .join();
            say("   " + report);
            report.files(FolderReport.Outcome.REFUSED)
                    .forEach(file ->
                            say("   " + file.file() + ": " + file.reason().orElseThrow()));

            say("4  A picture of a defect, with the place where it is, and a manual");
            Mask place = Mask.of(ImageIO.read(files.defectMask().toFile()));
            RegisteredPicture hole = sdk.pictures()
                    .add(
                            NewPicture.defect("prod1", "hole", Picture.of(files.defect()))
                                    .withRegions(List.of(new DefectRegion("hole", place))),
                            kim);
            say("   " + hole.fileName() + ", " + hole.regions() + " region in " + place.bounds());
            sdk.manuals().add(NewManual.of("prod1", files.manual()), kim);

            say("5  Parameters: look at grey alone, and be a little stricter than the calibration");
            sdk.settings().setParams("prod1", PreprocessingParams.none().withGrayscale(true), kim);
            sdk.settings().setParams("prod1", PatchCoreParams.none().withImageThreshold(0.95), kim);
            sdk.settings().set(SettingKey.MAX_UPLOAD_SIZE_MB, 20, kim);

            say("6  A worker may look, not touch");
            say("   "
                    + sdk.pictures()
                            .list(PictureFilter.of("prod1").type(PictureType.NORMAL), PageRequest.first(100))
                            .items()
                            .size()
                    + " pictures of good parts");
            try {
                sdk.pictures().retire(hole.id(), lee);
            } catch (AccessDeniedException e) {
                say("   " + e.getMessage());
            }

            say("7  Teach the product from its registered pictures");
            RecipeVersion recipe = sdk.deployments()
                    .deploy(PatchCoreDeployment.fromCatalog("prod1"), kim)
                    .join();
            say("   version " + recipe.version() + ", "
                    + recipe.summary().method().preprocessing() + ", NG above "
                    + recipe.summary().ngThreshold());

            say("8  Inspect");
            Inspection inspection = sdk.inspector()
                    .inspect(InspectionRequest.of("prod1", Picture.of(files.part()))
                            .by(lee));
            say("   " + inspection.verdict() + ", score " + inspection.calibratedScore());

            say("9  Who did what");
            sdk.audit()
                    .entries(AuditQuery.all(), PageRequest.first(5))
                    .items()
                    .forEach(entry -> say("   " + entry.actor().name() + " " + entry.action() + " " + entry.subject()));
            return inspection;
        }
    }
    // docs: end

    private static void say(String line) {
        System.out.println(line);
    }
}

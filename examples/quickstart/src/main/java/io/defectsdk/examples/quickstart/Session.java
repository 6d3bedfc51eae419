package io.defectsdk.examples.quickstart;

import io.defectsdk.DefectSdk;
import io.defectsdk.DefectSdkBuilder;
import io.defectsdk.account.Actor;
import io.defectsdk.account.Role;
import io.defectsdk.config.DatabaseOptions;
import io.defectsdk.config.PictureRetention;
import io.defectsdk.config.Storage;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.examples.quickstart.evaluation.Evaluation;
import io.defectsdk.examples.quickstart.report.Gallery;
import io.defectsdk.examples.quickstart.report.HtmlReport;
import io.defectsdk.examples.quickstart.report.ReportContent;
import io.defectsdk.testing.database.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;

/** One run of the program: database, product, recipe, inspections, report. */
final class Session {
    private static final Actor ACTOR = Actor.vouched("quickstart", Role.ADMIN);

    private final Arguments arguments;
    private final Console console;
    private final long start = System.nanoTime();

    Session(Arguments arguments, Console console) {
        this.arguments = arguments;
        this.console = console;
    }

    void run() throws IOException {
        createFolder("--out", arguments.out());
        Batch batch = arguments
                .data()
                .map(folder -> DataFolder.read(folder, arguments.product()))
                .orElseGet(SimulatedBatch::create);
        console.say(
                "Starting PostgreSQL%s",
                arguments.keep().map(folder -> " in " + folder).orElse(""));
        try (EmbeddedDatabase database = openDatabase();
                DefectSdk sdk = openSdk(database)) {
            console.say("Started after %s", elapsed());
            work(batch, sdk);
        }
        console.say("Done in %s", elapsed());
    }

    private void work(Batch batch, DefectSdk sdk) throws IOException {
        RecipeVersion recipe = new Teaching(sdk, ACTOR, console).recipe(batch, arguments.teach());
        ResponseGuides guides =
                new ResponseGuides(sdk, ACTOR, console, batch.product().code());
        KnownDefects knownDefects =
                new KnownDefects(sdk, ACTOR, console, batch.product().code());
        knownDefects.index(batch.knownDefects().get());
        guides.index(batch.manuals().get());
        console.say("Inspecting %d parts (%s after the start)", batch.parts().size(), elapsed());
        console.say("");
        OverlayFiles overlays = new OverlayFiles(
                arguments.out().resolve("overlays").resolve(batch.product().code()));
        Gallery gallery = new Gallery();
        Evaluation evaluation =
                new InspectionRun(sdk, ACTOR, console, overlays, gallery, knownDefects, guides).run(batch);
        if (evaluation.results().isEmpty()) {
            throw QuickstartException.failed(
                    "none of the " + batch.parts().size() + " pictures to inspect can be read");
        }
        new Summary(console).show(evaluation, recipe.summary().calibration());
        Path report = arguments.out().resolve("report.html");
        new HtmlReport(new ReportContent(
                        batch.product(),
                        batch.origin(),
                        recipe,
                        evaluation,
                        gallery,
                        ZonedDateTime.now(ZoneId.systemDefault())))
                .write(report);
        console.say("");
        console.say("Overlays  %s (%d files)", overlays.folder(), overlays.count());
        console.say("Report    %s (%,d kB)", report, Files.size(report) / 1000);
    }

    private EmbeddedDatabase openDatabase() {
        if (arguments.keep().isEmpty()) {
            return EmbeddedDatabase.temporary();
        }
        createFolder("--keep", arguments.keep().get());
        return EmbeddedDatabase.inDirectory(arguments.keep().get().resolve("database"));
    }

    private DefectSdk openSdk(EmbeddedDatabase database) {
        DefectSdkBuilder builder = DefectSdk.builder()
                .database(DatabaseOptions.builder(database.jdbcUrl(), database.username(), database.password())
                        .build());
        arguments.keep().ifPresent(folder -> builder.storage(Storage.directory(folder.resolve("pictures")))
                .retention(PictureRetention.recommended()));
        return builder.build();
    }

    private static void createFolder(String option, Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw QuickstartException.usage(option + " must be a folder, but " + folder + " is a file");
        } catch (IOException e) {
            throw QuickstartException.usage(option + " needs a folder that can be written, but " + e);
        }
    }

    private String elapsed() {
        return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - start) / 1e9);
    }
}

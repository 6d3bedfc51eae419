package io.defectsdk.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.backbone.lite0.Lite0Backbone;
import io.defectsdk.inspection.BufferedPicture;
import io.defectsdk.inspection.Picture;
import io.defectsdk.testing.database.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a host application meets: our artifacts in a repository, the README, and nothing else. */
class HostApplicationIT {
    private static final String IMPORTS = """
            import io.defectsdk.*;
            import io.defectsdk.account.*;
            import io.defectsdk.catalog.*;
            import io.defectsdk.config.*;
            import io.defectsdk.deployment.*;
            import io.defectsdk.inspection.*;
            import java.io.IOException;
            import java.nio.file.*;
            import javax.imageio.ImageIO;
            import javax.sql.DataSource;
            import org.postgresql.ds.PGSimpleDataSource;

            """;

    private static final String MAIN = """
                static DataSource database(String[] args) {
                    PGSimpleDataSource source = new PGSimpleDataSource();
                    source.setUrl(args[0]);
                    source.setUser(args[1]);
                    source.setPassword(args[2]);
                    return source;
                }
            """;

    @TempDir
    private Path folder;

    @Test
    void runsTheReadmesLinesUnchanged() throws Exception {
        String source = IMPORTS + "public class Host {\n" + readmeLines() + MAIN + """
                    public static void main(String[] args) throws Exception {
                        Path ok = Path.of(args[3]);
                        Inspection inspection = inspect(database(args), ok, Path.of(args[4]), Path.of(args[5]));
                        System.out.println("RESULT " + inspection.verdict() + " " + inspection.recorded());
                    }
                }
                """;
        HostProject host = HostProject.compiled(
                folder,
                source,
                "defect-sdk-core",
                "defect-sdk-postgres",
                "defect-sdk-models",
                "defect-sdk-backbone-lite0");
        assertThat(host.classPath())
                .doesNotContain("pytorch")
                .doesNotContain("lucene")
                .doesNotContain("junit");
        Path overlay = folder.resolve("overlay.png");
        try (TestDatabase database = TestDatabase.create()) {
            HostProject.Output output = host.run(
                    database.jdbcUrl(),
                    database.username(),
                    database.password(),
                    okFolder().toString(),
                    write(Plant.bad(1), folder.resolve("bad.png")).toString(),
                    overlay.toString());
            assertThat(output.text()).contains("RESULT NG true");
            assertThat(output.exitCode()).as(output.text()).isZero();
            assertThat(ImageIO.read(overlay.toFile()).getWidth()).isEqualTo(192);
        }
    }

    @Test
    void leavesOutTheBackboneAndBringsItsOwnModel() throws Exception {
        String source = IMPORTS + "public class Host {\n" + MAIN + """
                    public static void main(String[] args) throws Exception {
                        Actor engineer = Actor.vouched("kim", Role.ADMIN);
                        try (DefectSdk sdk = DefectSdk.builder()
                                .dataSource(database(args))
                                .models(ModelStore.directory(Path.of(args[4])))
                                .build()) {
                            sdk.catalog().addProduct(NewProduct.of("prod1", "주조 제품 A형"), engineer);
                            RecipeVersion recipe = sdk.deployments()
                                    .deploy(PatchCoreDeployment.of("prod1", Picture.folder(Path.of(args[3]))), engineer)
                                    .join();
                            System.out.println("RESULT " + recipe.summary().method().backbone());
                        } catch (DefectSdkException e) {
                            System.out.println("REFUSED " + e.code() + " " + e.getMessage());
                        }
                    }
                }
                """;
        HostProject host =
                HostProject.compiled(folder, source, "defect-sdk-core", "defect-sdk-postgres", "defect-sdk-models");
        assertThat(host.classPath()).doesNotContain("backbone-lite0");
        String ok = okFolder().toString();
        try (TestDatabase database = TestDatabase.create()) {
            HostProject.Output without = host.run(
                    database.jdbcUrl(),
                    database.username(),
                    database.password(),
                    ok,
                    Files.createDirectory(folder.resolve("no-models")).toString());
            assertThat(without.text()).contains("REFUSED MODEL_MISSING").contains("defect-sdk-backbone-lite0");
        }
        try (TestDatabase database = TestDatabase.create()) {
            HostProject.Output with = host.run(
                    database.jdbcUrl(),
                    database.username(),
                    database.password(),
                    ok,
                    ownModel().toString());
            assertThat(with.text()).contains("RESULT own-model");
            assertThat(with.exitCode()).as(with.text()).isZero();
        }
    }

    /** The README's Java block, to the letter. */
    private static String readmeLines() throws IOException {
        Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(
                        Path.of("..", "README.md").toAbsolutePath().normalize()));
        assertThat(block.find()).as("README.md has a Java block").isTrue();
        assertThat(block.group(1).lines().count())
                .as("lines of the README's quickstart")
                .isLessThanOrEqualTo(20);
        return block.group(1);
    }

    private Path okFolder() throws IOException {
        Path ok = Files.createDirectories(folder.resolve("ok"));
        for (int i = 0; i < 12; i++) {
            write(Plant.good(i), ok.resolve("good_" + i + ".png"));
        }
        return ok;
    }

    private static Path write(Picture picture, Path file) throws IOException {
        ImageIO.write(((BufferedPicture) picture).image(), "png", file.toFile());
        return file;
    }

    /** A model store of the host's: here with the packaged weights under another name. */
    private Path ownModel() throws IOException {
        Lite0Backbone packaged = new Lite0Backbone();
        Path store = folder.resolve("models");
        Path model = Files.createDirectories(store.resolve("own-model"));
        String manifest = new String(bytes(packaged, "manifest.json"), java.nio.charset.StandardCharsets.UTF_8);
        Matcher file = Pattern.compile("\"file\"\\s*:\\s*\"([^\"]+)\"").matcher(manifest);
        assertThat(file.find()).isTrue();
        Files.writeString(
                model.resolve("manifest.json"), manifest.replace("\"" + packaged.id() + "\"", "\"own-model\""));
        Files.write(model.resolve(file.group(1)), bytes(packaged, file.group(1)));
        return store;
    }

    private static byte[] bytes(Lite0Backbone packaged, String name) throws IOException {
        try (InputStream stream = packaged.open(name)) {
            return stream.readAllBytes();
        }
    }
}

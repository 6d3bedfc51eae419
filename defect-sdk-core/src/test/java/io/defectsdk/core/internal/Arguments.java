package io.defectsdk.core.internal;

import io.defectsdk.DefectSdk;
import io.defectsdk.account.Actor;
import io.defectsdk.account.NewAccount;
import io.defectsdk.account.Role;
import io.defectsdk.catalog.DefectType;
import io.defectsdk.catalog.ManualFile;
import io.defectsdk.catalog.NewDefectType;
import io.defectsdk.catalog.NewManual;
import io.defectsdk.catalog.NewPicture;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.catalog.PictureFolder;
import io.defectsdk.catalog.Product;
import io.defectsdk.config.ModelParams;
import io.defectsdk.config.PatchCoreParams;
import io.defectsdk.config.SettingKey;
import io.defectsdk.deployment.ManualIndexDeployment;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.deployment.PatchCoreOptions;
import io.defectsdk.deployment.SimilarityDeployment;
import io.defectsdk.inspection.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Plausible arguments by type, over a catalogue where a product, a defect type and an account are all called {@value #NAME} and
 * a picture and a manual have the key 1: a call that is let through finds what it asks for.
 */
final class Arguments {
    static final String NAME = "p1";

    private final Map<Class<?>, Object> byType = new HashMap<>();

    /** Adds what they speak of. */
    Arguments(DefectSdk sdk, Actor admin, Path folder) throws IOException {
        Path picture = picture(folder.resolve("first.png"), 0x808080);
        Path manual = Files.writeString(folder.resolve("first.pdf"), "%PDF-1.4\n");
        Product product = sdk.catalog().addProduct(NewProduct.of(NAME, "제품"), admin);
        DefectType type = sdk.catalog().addDefectType(NewDefectType.of(NAME, NAME, "기공"), admin);
        sdk.accounts().add(NewAccount.of(NAME, Role.WORKER), "a password".toCharArray(), admin);
        long pictureId = sdk.pictures()
                .add(NewPicture.defect(NAME, NAME, Picture.of(picture)), admin)
                .id();
        long manualId = sdk.manuals().add(NewManual.of(NAME, manual), admin).id();
        if (pictureId != manualId) {
            throw new IllegalStateException("one key is meant to be good for both");
        }
        Path more = Files.createDirectories(folder.resolve("more"));
        byType.put(String.class, NAME);
        byType.put(long.class, pictureId);
        byType.put(int.class, 0); // the version of parameters in force
        byType.put(char[].class, "another password".toCharArray());
        byType.put(Role.class, Role.ADMIN);
        byType.put(NewAccount.class, NewAccount.of("new", Role.ADMIN));
        byType.put(NewProduct.class, NewProduct.of("new", "제품"));
        byType.put(Product.class, product);
        byType.put(NewDefectType.class, NewDefectType.of(NAME, "new", "흠집"));
        byType.put(DefectType.class, type);
        byType.put(Picture.class, Picture.of(picture));
        byType.put(NewPicture.class, NewPicture.normal(NAME, Picture.of(picture(more.resolve("a.png"), 0x404040))));
        byType.put(PictureFolder.class, PictureFolder.normal(NAME, more));
        byType.put(List.class, List.of());
        byType.put(NewManual.class, NewManual.of(NAME, Files.writeString(folder.resolve("b.pdf"), "%PDF-1.5\n")));
        byType.put(ManualFile.class, ManualFile.of("%PDF-1.6\n".getBytes(StandardCharsets.US_ASCII)));
        byType.put(SettingKey.class, SettingKey.DEFAULT_TOP_K);
        byType.put(Object.class, 7); // a setting's value
        byType.put(ModelParams.class, PatchCoreParams.none().withImageThreshold(1.1));
        byType.put(
                PatchCoreDeployment.class,
                PatchCoreDeployment.of(NAME, Parts.good(8, 1))
                        .with(PatchCoreOptions.builder().inputSize(64).build()));
        byType.put(SimilarityDeployment.class, SimilarityDeployment.of(NAME));
        byType.put(ManualIndexDeployment.class, ManualIndexDeployment.of(NAME));
    }

    private static Path picture(Path file, int colour) throws IOException {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        image.setRGB(7, 7, colour);
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    /** Arguments for a method. */
    Object[] of(Method method, Actor actor) {
        return Arrays.stream(method.getParameters())
                .map(parameter -> parameter.getType() == Actor.class ? actor : of(method, parameter))
                .toArray();
    }

    private Object of(Method method, Parameter parameter) {
        Object value = byType.get(parameter.getType());
        if (value == null) {
            throw new AssertionError(
                    "no argument of type " + parameter.getType().getName() + " for " + method.toGenericString()
                            + ": add a plausible one to Arguments, so that a worker tries this too");
        }
        return value;
    }
}

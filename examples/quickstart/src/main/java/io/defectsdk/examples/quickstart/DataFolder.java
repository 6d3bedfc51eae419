package io.defectsdk.examples.quickstart;

import io.defectsdk.catalog.ManualFile;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.examples.quickstart.evaluation.Truth;
import io.defectsdk.examples.quickstart.report.Label;
import io.defectsdk.inspection.Picture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Real pictures: {@code train/good} to learn from, {@code test/<kind>} to inspect, where {@code good} is the OK kind. */
final class DataFolder {
    private static final String GOOD = "good";

    private DataFolder() {}

    static Batch read(Path folder, Optional<String> productCode) {
        NewProduct product = product(folder, productCode);
        Path train = existing(folder.resolve("train").resolve(GOOD));
        List<Picture> okPictures = Picture.folder(train);
        if (okPictures.size() < PatchCoreDeployment.MINIMUM_PICTURES) {
            throw QuickstartException.usage(train + " must hold at least " + PatchCoreDeployment.MINIMUM_PICTURES
                    + " pictures (30 to 50 are a good start), but holds " + okPictures.size());
        }
        Path test = existing(folder.resolve("test"));
        List<Part> parts = new ArrayList<>();
        for (Path kind : kinds(test)) {
            parts.addAll(parts(kind));
        }
        if (parts.isEmpty()) {
            throw QuickstartException.usage("the folders in " + test + " must hold pictures to inspect (test/good and"
                    + " test/<defect>), but hold none");
        }
        return new Batch(
                product,
                new Label("사진 폴더: " + folder, "Folder of pictures"),
                () -> okPictures,
                () -> knownDefects(folder.resolve("known")),
                () -> manuals(folder.resolve("manuals")),
                parts);
    }

    private static List<KnownDefect> knownDefects(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        return kinds(folder).stream()
                .flatMap(kind -> Picture.folder(kind).stream()
                        .map(picture -> new KnownDefect(nameOf(kind), nameOf(kind), picture)))
                .toList();
    }

    private static List<ManualFile> manuals(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> nameOf(file).toLowerCase(Locale.ROOT).matches(".+\\.(pdf|docx)"))
                    .sorted()
                    .map(ManualFile::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the manuals of " + folder, e);
        }
    }

    private static NewProduct product(Path folder, Optional<String> productCode) {
        String code = productCode.orElseGet(() -> Optional.ofNullable(
                        existing(folder).toAbsolutePath().normalize().getFileName())
                .map(Path::toString)
                .orElse(""));
        try {
            return NewProduct.of(code, code);
        } catch (IllegalArgumentException e) {
            throw QuickstartException.usage(
                    "'" + code + "' cannot be a product's code: " + e.getMessage() + "; give one with --product CODE");
        }
    }

    private static Path existing(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw QuickstartException.usage(folder + (Files.exists(folder) ? " is not a folder" : " does not exist")
                    + "; --data needs a folder with train/good, test/good and test/<defect>");
        }
        return folder;
    }

    /** The folders of {@code test}, the good one first. */
    private static List<Path> kinds(Path test) {
        try (Stream<Path> files = Files.list(test)) {
            return files.filter(Files::isDirectory)
                    .filter(kind -> !nameOf(kind).startsWith("."))
                    .sorted(Comparator.comparing((Path kind) -> !nameOf(kind).equals(GOOD))
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the folders of " + test, e);
        }
    }

    private static List<Part> parts(Path kind) {
        String name = nameOf(kind);
        Truth truth = name.equals(GOOD) ? Truth.GOOD : Truth.defect(name, name);
        return Picture.folder(kind).stream()
                .map(picture -> new Part(name + "/" + picture.name().orElse("?"), truth, picture))
                .toList();
    }

    private static String nameOf(Path path) {
        return String.valueOf(path.getFileName());
    }
}

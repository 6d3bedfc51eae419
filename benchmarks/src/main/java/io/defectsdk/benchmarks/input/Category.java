package io.defectsdk.benchmarks.input;

import io.defectsdk.spi.PictureNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of pictures laid out as MVTec AD's: {@code train/good}, {@code test/<type>} and {@code
 * ground_truth/<type>/<name>_mask.png}.
 *
 * @param name the folder's
 * @param okPictures to teach with, by name
 * @param tests to inspect, good ones first
 * @param masks whether defects have masks
 */
public record Category(String name, List<Path> okPictures, List<TestPicture> tests, boolean masks) {
    private static final String GOOD = "good";

    /**
     * A picture to inspect.
     *
     * @param file the picture
     * @param type the folder that it lies in: its defect type, or {@code good}
     * @param mask where it is defective
     */
    public record TestPicture(Path file, String type, Optional<Path> mask) {
        /** Whether it is of another type than {@code good}. */
        public boolean defective() {
            return !type.equals(GOOD);
        }
    }

    /** Copies the lists. */
    public Category {
        okPictures = List.copyOf(okPictures);
        tests = List.copyOf(tests);
    }

    /** Reads a folder's names, not its pictures. */
    public static Category read(Path folder) {
        Path train = existing(folder, folder.resolve("train").resolve(GOOD));
        List<Path> okPictures = pictures(train);
        if (okPictures.isEmpty()) {
            throw new UsageException(train + " must hold OK pictures, but holds none");
        }
        Path test = existing(folder, folder.resolve("test"));
        Path truth = folder.resolve("ground_truth");
        boolean masks = Files.isDirectory(truth);
        List<TestPicture> good = new ArrayList<>();
        List<TestPicture> defective = new ArrayList<>();
        for (Path type : list(test).filter(Files::isDirectory).toList()) {
            for (Path file : pictures(type)) {
                if (nameOf(type).equals(GOOD)) {
                    good.add(new TestPicture(file, GOOD, Optional.empty()));
                } else {
                    defective.add(new TestPicture(
                            file,
                            nameOf(type),
                            masks ? Optional.of(maskOf(truth.resolve(nameOf(type)), file)) : Optional.empty()));
                }
            }
        }
        List<TestPicture> tests =
                Stream.concat(good.stream(), defective.stream()).toList();
        if (tests.isEmpty()) {
            throw new UsageException(test + " must hold folders of pictures, good and one a defect, but holds none");
        }
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return new Category(String.valueOf(name), okPictures, tests, masks);
    }

    private static Path maskOf(Path masks, Path picture) {
        String name = nameOf(picture);
        Path mask = masks.resolve(name.substring(0, name.lastIndexOf('.')) + "_mask.png");
        if (!Files.isRegularFile(mask)) {
            throw new UsageException("the defect " + picture + " has no mask: " + mask
                    + " is missing; bring it, or remove ground_truth to measure by picture alone");
        }
        return mask;
    }

    private static Path existing(Path folder, Path part) {
        if (!Files.isDirectory(part)) {
            throw new UsageException(part + (Files.exists(part) ? " is not a folder" : " does not exist") + "; "
                    + folder + " must be a category with train/good, test/good and test/<defect>");
        }
        return part;
    }

    private static List<Path> pictures(Path folder) {
        return list(folder)
                .filter(Files::isRegularFile)
                .filter(PictureNames::accepts)
                .toList();
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private static String nameOf(Path path) {
        return String.valueOf(path.getFileName());
    }
}

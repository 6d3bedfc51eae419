package io.defectsdk.benchmarks.input;

import io.defectsdk.spi.PictureNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A picture of which somebody said what it shows.
 *
 * @param file the picture
 * @param type name of the folder that it lies in
 */
public record LabelledPicture(Path file, String type) {
    /**
     * The pictures of a folder with one folder a type, by type and name.
     *
     * @param option that named the folder, as messages call it
     */
    public static List<LabelledPicture> read(String option, Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UsageException(
                    option + " " + folder + (Files.exists(folder) ? " is not a" : " does not exist; expected a")
                            + " folder with one folder of pictures a defect type");
        }
        List<LabelledPicture> pictures = new ArrayList<>();
        for (Path type : list(folder)) {
            if (Files.isDirectory(type)) {
                list(type).stream()
                        .filter(Files::isRegularFile)
                        .filter(PictureNames::accepts)
                        .forEach(file -> pictures.add(new LabelledPicture(file, String.valueOf(type.getFileName()))));
            }
        }
        if (pictures.isEmpty()) {
            throw new UsageException(
                    option + " " + folder + " must hold one folder of pictures a defect type, but holds none");
        }
        return List.copyOf(pictures);
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }
}

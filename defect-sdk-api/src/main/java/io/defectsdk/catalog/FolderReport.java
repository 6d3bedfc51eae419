package io.defectsdk.catalog;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What became of a folder's files. Immutable.
 *
 * @param files one entry a file that was looked at, in their order
 * @param total files of the folder
 * @param cancelled whether it ended before the last file because somebody asked for it
 */
public record FolderReport(List<Entry> files, int total, boolean cancelled) {
    /** Copies the list. */
    public FolderReport {
        files = List.copyOf(files);
    }

    /** What became of a file. */
    public enum Outcome {
        /** Registered. */
        ADDED,
        /** The product has this very picture already, maybe from another file of this folder. */
        DUPLICATE,
        /** Not a picture that can be registered; the reason says why. */
        REFUSED
    }

    /**
     * One file.
     *
     * @param file relative to the folder
     * @param outcome what became of it
     * @param pictureId the picture that was added, or that was there before
     * @param reason why it was refused; of a picture that was there before, what sets it apart from what was asked for: it is
     *     retired, or of another type
     */
    public record Entry(Path file, Outcome outcome, OptionalLong pictureId, Optional<String> reason) {}

    /** The files with one outcome. */
    public List<Entry> files(Outcome outcome) {
        return files.stream().filter(entry -> entry.outcome() == outcome).toList();
    }

    /** One line of figures, or what to do where there was no picture file. */
    @Override
    public String toString() {
        if (total == 0) {
            return "no picture files in the folder; PictureFolder.withSubfolders() looks below";
        }
        return files(Outcome.ADDED).size() + " added, "
                + files(Outcome.DUPLICATE).size() + " there before, "
                + files(Outcome.REFUSED).size() + " refused of " + total + (cancelled ? ", cancelled" : "");
    }
}

package io.defectsdk.models.internal;

import io.defectsdk.spi.PackagedModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Where the files of one model come from. Immutable; reading blocks. */
interface ModelFiles {
    /** Opens a file; the caller closes it. File names were checked to be plain names. */
    InputStream open(String fileName) throws IOException;

    /** A file's size in bytes, where it can be known without reading the file. */
    OptionalLong size(String fileName) throws IOException;

    /** Where it is, for messages. */
    String location(String fileName);

    /** A folder of a model directory. */
    static ModelFiles folder(Path folder) {
        return new ModelFiles() {
            @Override
            public InputStream open(String fileName) throws IOException {
                return Files.newInputStream(folder.resolve(fileName));
            }

            @Override
            public OptionalLong size(String fileName) throws IOException {
                return OptionalLong.of(Files.size(folder.resolve(fileName)));
            }

            @Override
            public String location(String fileName) {
                return folder.resolve(fileName).toString();
            }
        };
    }

    /** An artifact on the class path. */
    static ModelFiles packaged(PackagedModel model) {
        return new ModelFiles() {
            @Override
            public InputStream open(String fileName) throws IOException {
                return model.open(fileName);
            }

            @Override
            public OptionalLong size(String fileName) {
                return OptionalLong.empty();
            }

            @Override
            public String location(String fileName) {
                return fileName + " of " + model.getClass().getName();
            }
        };
    }
}

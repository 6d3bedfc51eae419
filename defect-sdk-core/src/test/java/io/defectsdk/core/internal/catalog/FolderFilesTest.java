package io.defectsdk.core.internal.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FolderFilesTest {
    @TempDir
    private Path temporary;

    private Path root;
    private Path outside;
    private FolderFiles files;

    @BeforeEach
    void makeFolders() throws IOException {
        root = Files.createDirectory(temporary.resolve("in")).toRealPath();
        outside = Files.createDirectory(temporary.resolve("out")).toRealPath();
        Files.createDirectory(root.resolve("sub"));
        Files.writeString(root.resolve("sub/a.png"), "inside");
        Files.writeString(outside.resolve("a.png"), "secret");
        files = new FolderFiles(root);
    }

    private static String read(SeekableByteChannel opened) throws IOException {
        try (SeekableByteChannel channel = opened) {
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void opensFilesByTheirNamesAndByLinksWithinTheFolder() throws IOException {
        Files.createSymbolicLink(root.resolve("link.png"), root.resolve("sub/a.png"));
        Files.createSymbolicLink(root.resolve("other"), root.resolve("sub"));

        assertThat(read(files.open(root.resolve("sub/a.png")))).isEqualTo("inside");
        assertThat(read(files.open(root.resolve("link.png")))).isEqualTo("inside");
        assertThat(read(files.open(root.resolve("other/a.png")))).isEqualTo("inside");
    }

    @Test
    void opensNothingOutside() throws IOException {
        Files.createSymbolicLink(root.resolve("link.png"), outside.resolve("a.png"));

        assertThatThrownBy(() -> files.open(root.resolve("link.png")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("out of the folder");
        assertThatThrownBy(() -> files.open(outside.resolve("a.png"))).isInstanceOf(IOException.class);
    }

    /** What was looked up as a file, or a folder, is a link by the time it is opened. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void followsNoLinkThatIsPutThereAfterTheFileWasLookedUp() throws IOException {
        Files.createSymbolicLink(root.resolve("b.png"), outside.resolve("a.png"));
        Files.createSymbolicLink(root.resolve("swapped"), outside);

        assertThatThrownBy(() -> files.openUnlinked(Path.of("b.png"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> files.openUnlinked(Path.of("swapped/a.png"))).isInstanceOf(IOException.class);
        assertThat(read(files.openUnlinked(Path.of("sub/a.png")))).isEqualTo("inside");
    }

    @Test
    void opensNoFolder() {
        assertThatThrownBy(() -> files.open(root.resolve("sub")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not a file");
    }
}

package io.defectsdk.core.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoRoomTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "No space left on device",
                "Disk quota exceeded",
                "Quota exceeded",
                "There is not enough space on the disk",
            })
    void knowsTheWordsOfEachSystem(String words) {
        assertThat(NoRoom.isSaidBy(new IOException(words))).isTrue();
        assertThat(NoRoom.isSaidBy(new FileSystemException("a.png", null, words)))
                .isTrue();
    }

    @Test
    void takesNothingElseForIt() {
        String name = "Disk quota exceeded.png";

        assertThat(NoRoom.isSaidBy(new FileSystemException(name, null, "Input/output error")))
                .isFalse();
        assertThat(NoRoom.isSaidBy(new AccessDeniedException(name))).isFalse();
        assertThat(NoRoom.isSaidBy(new IOException("Input/output error"))).isFalse();
        assertThat(NoRoom.isSaidBy(new IOException())).isFalse();
    }
}

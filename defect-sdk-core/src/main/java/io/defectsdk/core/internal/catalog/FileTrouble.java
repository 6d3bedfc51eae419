package io.defectsdk.core.internal.catalog;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What went wrong with a file, in words for people: exceptions of files often have a path for a message and nothing else. */
final class FileTrouble {
    private FileTrouble() {}

    /** In words, and in characters that can be shown. */
    static String words(IOException e) {
        return FileNames.printable(plain(e));
    }

    private static String plain(IOException e) {
        if (e instanceof NoSuchFileException missing) {
            return "there is no " + missing.getFile();
        }
        if (e instanceof NotDirectoryException file) {
            return file.getFile() + " is a file and no folder";
        }
        if (e instanceof AccessDeniedException forbidden) {
            return "this process may not read " + forbidden.getFile() + ": give it the right to";
        }
        if (e instanceof FileSystemLoopException || !(e instanceof FileSystemException trouble)) {
            return String.valueOf(e.getMessage());
        }
        return trouble.getReason() == null
                ? "the operating system refuses " + trouble.getFile()
                : trouble.getFile() + ": " + trouble.getReason();
    }
}

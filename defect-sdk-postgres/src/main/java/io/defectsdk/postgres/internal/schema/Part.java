package io.defectsdk.postgres.internal.schema;

import java.util.regex.Pattern;

/**
 * A table, or a part of one.
 *
 * @param kind {@code table}, {@code column}, {@code constraint} or {@code index}
 * @param table name of the table
 * @param name its own name
 * @param definition in the server's words, as far as they do not hold the name
 */
record Part(String kind, String table, String name, String definition) {
    /** Casts, parentheses and spaces, which a dump and restore set otherwise in an expression that means the same. */
    private static final Pattern DRESS = Pattern.compile("::(character varying|text)(\\[])?|[()\\s]");

    static final String INDEX = "index";

    /** From a line of text, in the order of the fields. */
    static Part parse(String line) {
        String[] fields = line.split(" ", 4);
        return new Part(fields[0], fields[1], fields[2], fields[3]);
    }

    /** Whether they serve the same purpose; what constraints and indexes are called does not matter for it. */
    boolean fits(Part other) {
        return kind.equals(other.kind)
                && table.equals(other.table)
                && (name.equals(other.name) || isNamed())
                && undressed(definition).equals(undressed(other.definition));
    }

    /** Whether it is a constraint or an index, which may have any name. */
    boolean isNamed() {
        return kind.equals("constraint") || kind.equals(INDEX);
    }

    /** Whether they are called alike. */
    boolean isNamesakeOf(Part other) {
        return kind.equals(other.kind) && table.equals(other.table) && name.equals(other.name);
    }

    /** Such as {@code column users.username}. */
    String label() {
        return name.equals(table) ? kind + " " + name : kind + " " + table + "." + name;
    }

    private static String undressed(String definition) {
        return DRESS.matcher(definition).replaceAll("");
    }
}

package io.defectsdk.testing.database;

import java.nio.file.Path;

/** A program that opens a database, fills it, prints the data directory and waits. */
final class OpenDatabase {
    private OpenDatabase() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        EmbeddedDatabase database = arguments[0].isEmpty()
                ? EmbeddedDatabase.temporary()
                : EmbeddedDatabase.inDirectory(Path.of(arguments[0]));
        Sql.execute(database.dataSource(), "create table parts as select generate_series(1, 3) as id");
        System.out.println(Sql.query(database.dataSource(), "show data_directory"));
        int end = System.in.read();
        // ends without closing: that is what the exit hook is for
        System.exit(end < 0 ? 0 : 1);
    }
}

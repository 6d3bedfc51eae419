package io.defectsdk.postgres.internal.schema;

import io.defectsdk.SchemaException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A zone in the server's words, which mean the same zone as Java's. */
final class LegacyTimeZone {
    static final String UTC = "UTC";

    private LegacyTimeZone() {}

    /** What to write after AT TIME ZONE. */
    static String inWordsOf(Connection server, ZoneId zone) throws SQLException {
        if (zone.normalized() instanceof ZoneOffset offset) {
            // the server counts a bare offset westward
            return offset.getTotalSeconds() == 0 ? UTC : "<" + offset.getId() + ">" + westward(offset);
        }
        // the server takes a name that is an abbreviation, too, for the abbreviation, which knows no summer time
        boolean meansTheSame = Sql.yes(server, """
                SELECT EXISTS (SELECT FROM pg_catalog.pg_timezone_names WHERE name = ?)
                   AND NOT EXISTS (SELECT FROM pg_catalog.pg_timezone_abbrevs WHERE abbrev = ?)
                """, zone.getId(), zone.getId());
        if (!meansTheSame) {
            throw new SchemaException(
                    "legacyTimeZone is " + zone.getId() + ", which the database server does not know, or takes for"
                            + " another one; nothing was changed; name a region that both know, such as"
                            + " ZoneId.of(\"Asia/Seoul\"), or an offset, such as ZoneId.of(\"+09:00\")",
                    null);
        }
        return zone.getId();
    }

    private static String westward(ZoneOffset offset) {
        return ZoneOffset.ofTotalSeconds(-offset.getTotalSeconds()).getId();
    }
}

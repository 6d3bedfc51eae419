package io.defectsdk.core.internal.catalog;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The names in the directory of a ZIP file. Nothing is unpacked: what a few bytes grow to is no concern here. */
final class ZipNames {
    private static final int END_MARK = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int ENTRY_MARK = 0x02014b50;
    private static final int ENTRY_LENGTH = 46;

    private ZipNames() {}

    /** The names, as far as there is a directory; none where the bytes are no ZIP file. */
    static List<String> of(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int last = file.length - END_LENGTH;
        for (int end = last; end >= 0 && end >= last - LONGEST_COMMENT; end--) {
            if (bytes.getInt(end) == END_MARK) {
                return names(bytes, Short.toUnsignedInt(bytes.getShort(end + 10)), bytes.getInt(end + 16), end);
            }
        }
        return List.of();
    }

    /** Of so many entries, those that lie before {@code end}: whatever the numbers say, no byte is looked at twice. */
    private static List<String> names(ByteBuffer bytes, int count, int start, int end) {
        List<String> names = new ArrayList<>();
        int at = start;
        while (names.size() < count && at >= 0 && at <= end - ENTRY_LENGTH && bytes.getInt(at) == ENTRY_MARK) {
            int nameLength = Short.toUnsignedInt(bytes.getShort(at + 28));
            int name = at + ENTRY_LENGTH;
            if (nameLength > end - name) {
                break;
            }
            names.add(
                    StandardCharsets.UTF_8.decode(bytes.slice(name, nameLength)).toString());
            at = name
                    + nameLength
                    + Short.toUnsignedInt(bytes.getShort(at + 30))
                    + Short.toUnsignedInt(bytes.getShort(at + 32));
        }
        return names;
    }
}

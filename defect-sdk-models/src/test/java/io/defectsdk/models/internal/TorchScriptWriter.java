package io.defectsdk.models.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes small TorchScript archives: a zip of the module's code, its pickled state (nothing but {@code training = False})
 * and an empty tuple of constants. Weights stand in the code as literals.
 */
final class TorchScriptWriter {
    private static final String EMPTY_MODULE =
            "\u0080\u0002c__torch__\nTest\nq\u0000)\u0081}(X\u0008\u0000\u0000\u0000trainingq\u0001\u0089ubq\u0002.";
    private static final String EMPTY_TUPLE = "\u0080\u0002).";

    private TorchScriptWriter() {}

    /**
     * An archive.
     *
     * @param returnType of the method {@code forward(self, x: Tensor)}
     * @param lines its body
     */
    static byte[] archive(String returnType, String... lines) {
        String code = "class Test(Module):\n"
                + "  __parameters__ = []\n"
                + "  __buffers__ = []\n"
                + "  training : bool\n"
                + "  def forward(self: __torch__.Test,\n"
                + "    x: Tensor) -> " + returnType + ":\n"
                + "    " + String.join("\n    ", lines) + "\n";
        Map<String, String> files = new LinkedHashMap<>();
        files.put("test/data.pkl", EMPTY_MODULE);
        files.put("test/code/__torch__.py", code);
        files.put("test/constants.pkl", EMPTY_TUPLE);
        files.put("test/version", "3\n");
        return zip(files);
    }

    private static byte[] zip(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, String> file : files.entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.ISO_8859_1);
                CRC32 crc = new CRC32();
                crc.update(content);
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setSize(content.length);
                entry.setCrc(crc.getValue());
                // the same bytes whenever it is written
                entry.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                zip.write(content);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}

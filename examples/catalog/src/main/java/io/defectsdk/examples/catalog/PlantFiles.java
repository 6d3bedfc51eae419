package io.defectsdk.examples.catalog;

import io.defectsdk.testing.line.Defect;
import io.defectsdk.testing.line.SimulatedLine;
import io.defectsdk.testing.line.SimulatedPart;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/**
 * The files of a simulated plant, as they lie on somebody's disk.
 *
 * @param good a folder with pictures of good parts
 * @param defect a picture of a part with a pore
 * @param defectMask where on that picture the pore is: white on black
 * @param part a picture to be inspected, of another part with a pore
 * @param manual what to do about pores, DOCX
 * @param storage a folder for the SDK
 */
record PlantFiles(Path good, Path defect, Path defectMask, Path part, Path manual, Path storage) {
    static final int GOOD_PARTS = 40;

    static PlantFiles make(Path folder) throws IOException {
        PlantFiles files = new PlantFiles(
                folder.resolve("good"),
                folder.resolve("hole_001.png"),
                folder.resolve("hole_001_mask.png"),
                folder.resolve("part.png"),
                folder.resolve("주조_대응_매뉴얼.docx"),
                folder.resolve("storage"));
        Files.createDirectories(files.good);
        SimulatedLine line = SimulatedLine.builder().seed(1).build();
        for (int i = 0; i < GOOD_PARTS; i++) {
            write(line.good(i).picture(), files.good.resolve(String.format(Locale.ROOT, "양품_%03d.png", i)));
        }
        Files.copy(files.good.resolve("양품_000.png"), files.good.resolve("양품_000 (copy).png"));
        byte[] whole = Files.readAllBytes(files.good.resolve("양품_001.png"));
        Files.write(files.good.resolve("broken.png"), Arrays.copyOf(whole, whole.length / 2));
        SimulatedPart known = line.defective(Defect.HOLE, 1);
        write(known.picture(), files.defect);
        write(known.mask().orElseThrow(), files.defectMask);
        write(line.defective(Defect.HOLE, 2).picture(), files.part);
        writeManual(files.manual);
        return files;
    }

    private static void write(BufferedImage image, Path file) throws IOException {
        if (!ImageIO.write(image, "png", file.toFile())) {
            throw new IOException("cannot write " + file + " as PNG");
        }
    }

    /** The least that word processors open. */
    private static void writeManual(Path file) throws IOException {
        try (OutputStream stream = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(stream)) {
            add(zip, "[Content_Types].xml", """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                    <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                    <Override PartName="/word/document.xml" ContentType=\
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
                    </Types>""");
            add(zip, "_rels/.rels", """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                    <Relationship Id="main" Target="word/document.xml" Type=\
                    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>
                    </Relationships>""");
            add(zip, "word/document.xml", """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
                    <w:p><w:r><w:t>기공 (hole)</w:t></w:r></w:p>
                    <w:p><w:r><w:t>원인: 용탕에 가스가 남아 있습니다.</w:t></w:r></w:p>
                    <w:p><w:r><w:t>조치: 탈가스 시간을 확인하고 금형의 배기구를 청소합니다.</w:t></w:r></w:p>
                    </w:body></w:document>""");
        }
    }

    private static void add(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}

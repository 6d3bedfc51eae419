package io.defectsdk.testing.line;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Korean manuals, written for this library, of what to do about the defects of products: one of the simulated line's castings, and one of a shaft. */
public enum SimulatedManual {
    /** Of a cast hub flange: pores, burrs, scratches, stains. PDF, six pages, with tables and headings. */
    CASTING("sim-casting_manual.pdf"),
    /** Of a ground drive shaft: cracks, rust, dents, chatter marks, bending, grinding burn; in Korean and English. DOCX. */
    SHAFT("sim-shaft_manual.docx");

    private final String fileName;

    SimulatedManual(String fileName) {
        this.fileName = fileName;
    }

    /** What its file is called; the name begins with the product's code. */
    public String fileName() {
        return fileName;
    }

    /** Its file. */
    public byte[] content() {
        String path = "/io/defectsdk/testing/manuals/" + fileName;
        try (InputStream stream = SimulatedManual.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("defect-sdk-testing is incomplete: it holds no " + path);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("defect-sdk-testing is damaged: " + path, e);
        }
    }
}

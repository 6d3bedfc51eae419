package io.defectsdk.core.internal.guide;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The packaged glossary: the field's words for defects, and what surrounds them, Korean and English. */
public final class Glossaries {
    private static final String FILE = "/io/defectsdk/core/guide/glossary.json";

    private Glossaries() {}

    private record Groups(List<List<String>> groups) {}

    /** The one in this artifact. */
    public static Glossary packaged() {
        try (InputStream stream = Glossaries.class.getResourceAsStream(FILE)) {
            if (stream == null) {
                throw new IllegalStateException("defect-sdk-core is incomplete: it holds no " + FILE);
            }
            return Glossary.of(
                    new ObjectMapper().readValue(stream, Groups.class).groups());
        } catch (IOException e) {
            throw new UncheckedIOException("defect-sdk-core is damaged: " + FILE, e);
        }
    }
}

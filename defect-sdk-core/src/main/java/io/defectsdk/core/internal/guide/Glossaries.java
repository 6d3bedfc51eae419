package io.defectsdk.core.internal.guide;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.defectsdk.core.internal.guide.Glossary.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/** The packaged glossary: the field's words for defects, and what surrounds them, Korean and English. */
public final class Glossaries {
    private static final String FILE = "/io/defectsdk/core/guide/glossary.json";

    private Glossaries() {}

    private record Groups(
            List<List<String>> defects,
            List<List<String>> terms,
            List<List<String>> words,
            List<List<String>> foreign,
            Set<String> empty) {}

    /** The one in this artifact. */
    public static Glossary packaged() {
        try (InputStream stream = Glossaries.class.getResourceAsStream(FILE)) {
            if (stream == null) {
                throw new IllegalStateException("defect-sdk-core is incomplete: it holds no " + FILE);
            }
            Groups groups = new ObjectMapper().readValue(stream, Groups.class);
            return Glossary.of(Kind.DEFECT, groups.defects())
                    .with(Glossary.of(Kind.TERM, groups.terms()))
                    .with(Glossary.of(Kind.WORD, groups.words()))
                    .with(Glossary.of(Kind.FOREIGN, groups.foreign()))
                    .with(new Glossary(List.of(), groups.empty()));
        } catch (IOException e) {
            throw new UncheckedIOException("defect-sdk-core is damaged: " + FILE, e);
        }
    }
}

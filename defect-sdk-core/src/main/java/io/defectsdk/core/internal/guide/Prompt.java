package io.defectsdk.core.internal.guide;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.defectsdk.guide.GuideLanguage;
import io.defectsdk.spi.ModelRequest.Message;
import io.defectsdk.spi.ModelRequest.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a language model is asked. The rules are a file, and never hold anything of a manual or a picture: that is data, and stands in a message of its own
 * as JSON. Immutable.
 */
enum Prompt {
    /** Which sentences, in which order. */
    CHOOSE("choose-1"),
    /** Sentences of the model's own, each with what it stands on. */
    REPHRASE("rephrase-1");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String version;
    private final String rules;

    Prompt(String version) {
        this.version = version;
        this.rules = rules(version);
    }

    private static String rules(String version) {
        String file = "/io/defectsdk/core/guide/prompts/" + version + ".txt";
        try (InputStream stream = Prompt.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("defect-sdk-core is incomplete: it holds no " + file);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("defect-sdk-core is damaged: " + file, e);
        }
    }

    /** Its file's name, which changes with what it says. */
    String version() {
        return version;
    }

    /** The rules. */
    Message rules(GuideLanguage language) {
        String name = language == GuideLanguage.KOREAN ? "Korean" : "English";
        return new Message(Role.SYSTEM, rules.replace("{language}", name));
    }

    /** What they are to be applied to. */
    static Message data(String product, Optional<String> defect, Optional<String> seen, Candidates candidates) {
        ObjectNode data = JSON.createObjectNode();
        data.put("product", product);
        defect.ifPresent(name -> data.put("defect", name));
        seen.ifPresent(words -> data.put("seen", words));
        ArrayNode sentences = data.putArray("sentences");
        candidates.byId().forEach((id, candidate) -> {
            ObjectNode sentence = sentences.addObject();
            sentence.put("id", id);
            candidate
                    .sentence()
                    .section()
                    .ifPresent(section -> sentence.put("section", section.name().toLowerCase(Locale.ROOT)));
            sentence.put("text", candidate.sentence().text());
        });
        try {
            return new Message(Role.USER, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(data));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can be written as JSON", e);
        }
    }

    /** A JSON schema of the answer. */
    String schema(List<String> ids) {
        ObjectNode id = JSON.createObjectNode().put("type", "string");
        ArrayNode all = id.putArray("enum");
        ids.forEach(all::add);
        ObjectNode someIds = JSON.createObjectNode().put("type", "array");
        someIds.set("items", id);
        return (this == CHOOSE ? chooseSchema(someIds) : rephraseSchema(someIds)).toString();
    }

    private static ObjectNode chooseSchema(ObjectNode someIds) {
        ObjectNode schema = object();
        for (String section : sections()) {
            property(schema, section, someIds);
        }
        return schema;
    }

    private static ObjectNode rephraseSchema(ObjectNode someIds) {
        ObjectNode section = JSON.createObjectNode().put("type", "string");
        ArrayNode names = section.putArray("enum");
        sections().forEach(names::add);
        ObjectNode sentence = object();
        property(sentence, "section", section);
        property(sentence, "text", JSON.createObjectNode().put("type", "string"));
        property(sentence, "cites", someIds);
        ObjectNode sentences = JSON.createObjectNode().put("type", "array");
        sentences.set("items", sentence);
        ObjectNode schema = object();
        property(schema, "sentences", sentences);
        return schema;
    }

    private static ObjectNode object() {
        ObjectNode object = JSON.createObjectNode().put("type", "object");
        object.putObject("properties");
        object.putArray("required");
        object.put("additionalProperties", false);
        return object;
    }

    private static void property(ObjectNode schema, String name, ObjectNode type) {
        schema.withObjectProperty("properties").set(name, type);
        schema.withArrayProperty("required").add(name);
    }

    private static List<String> sections() {
        return List.of("situation", "cause", "action", "prevention");
    }
}

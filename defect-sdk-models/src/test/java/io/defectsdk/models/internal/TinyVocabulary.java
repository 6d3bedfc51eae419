package io.defectsdk.models.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * CLIP's tokenizer with four merges only: 256 bytes, the same at the end of a word, the merges, and the two special tokens. The
 * numbers follow CLIP's order of bytes: printable ones first.
 */
final class TinyVocabulary {
    static final int SC = 512;
    static final int RA = 513;
    static final int SCRA = 514;
    static final int CH_END = 515;
    static final int START = 516;
    static final int END = 517;
    static final int SIZE = 518;

    private static final List<List<String>> MERGES =
            List.of(List.of("s", "c"), List.of("r", "a"), List.of("sc", "ra"), List.of("c", "h</w>"));

    private TinyVocabulary() {}

    /** In the format of HuggingFace's tokenizers, as {@code tools/export_clip.py} writes it. */
    static byte[] json() {
        List<String> words = new ArrayList<>(byteCharacters());
        byteCharacters().forEach(character -> words.add(character + "</w>"));
        MERGES.forEach(merge -> words.add(String.join("", merge)));
        words.add("<start_of_text>");
        words.add("<end_of_text>");

        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", "1.0").putNull("truncation").putNull("padding");
        ArrayNode added = json.putArray("added_tokens");
        for (int id : new int[] {START, END}) {
            added.addObject()
                    .put("id", id)
                    .put("content", words.get(id))
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("normalized", true)
                    .put("special", true);
        }
        ArrayNode normalizers =
                json.putObject("normalizer").put("type", "Sequence").putArray("normalizers");
        normalizers.addObject().put("type", "NFC");
        normalizers
                .addObject()
                .put("type", "Replace")
                .put("content", " ")
                .putObject("pattern")
                .put("Regex", "\\s+");
        normalizers.addObject().put("type", "Lowercase");
        ArrayNode splits =
                json.putObject("pre_tokenizer").put("type", "Sequence").putArray("pretokenizers");
        splits.addObject()
                .put("type", "Split")
                .put("behavior", "Removed")
                .put("invert", true)
                .putObject("pattern")
                .put("Regex", "'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+");
        splits.addObject()
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", false);
        json.putNull("post_processor").putNull("decoder");
        ObjectNode model = json.putObject("model");
        model.put("type", "BPE")
                .putNull("dropout")
                .putNull("unk_token")
                .put("continuing_subword_prefix", "")
                .put("end_of_word_suffix", "</w>")
                .put("fuse_unk", false)
                .put("byte_fallback", false)
                .put("ignore_merges", false);
        ObjectNode vocabulary = model.putObject("vocab");
        for (int id = 0; id < words.size(); id++) {
            vocabulary.put(words.get(id), id);
        }
        ArrayNode merges = model.putArray("merges");
        MERGES.forEach(merge -> merges.addArray().add(merge.get(0)).add(merge.get(1)));
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The number of a byte within a word. */
    static int inside(int value) {
        return order().indexOf(value);
    }

    /** The number of a byte that ends a word. */
    static int last(int value) {
        return 256 + inside(value);
    }

    private static List<Integer> order() {
        List<Integer> printable = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        for (int value = 0; value < 256; value++) {
            boolean shown = (value > 0x20 && value < 0x7F) || (value > 0xA0 && value != 0xAD);
            (shown ? printable : others).add(value);
        }
        printable.addAll(others);
        return printable;
    }

    /** A character for each byte: its own where that can be printed, else one from 256 on. */
    private static List<String> byteCharacters() {
        List<Integer> order = order();
        List<String> characters = new ArrayList<>();
        int next = 256;
        for (int value : order) {
            boolean shown = characters.size() < 188;
            characters.add(String.valueOf((char) (shown ? value : next++)));
        }
        return characters;
    }
}

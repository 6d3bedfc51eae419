package io.defectsdk.manuals.internal;

import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Counts the items of lists as a word processor does. Confined to one thread, for one document. */
final class DocxNumbering {
    private static final String KOREAN = "가나다라마바사아자차카타파하";
    private static final int LEVELS = 9;

    private final Map<Integer, Integer> abstractOf = new HashMap<>();
    private final Map<Integer, Level[]> levelsOf = new HashMap<>();
    private final Map<Integer, int[]> counters = new HashMap<>();

    /** How items of a level are marked: {@code "%1.%2"} with numbers of these formats. */
    private record Level(String format, String text, int start) {}

    static DocxNumbering read(Optional<InputStream> part) throws XMLStreamException {
        DocxNumbering numbering = new DocxNumbering();
        if (part.isPresent()) {
            numbering.read(Xml.open(part.get()));
        }
        return numbering;
    }

    private void read(XMLStreamReader xml) throws XMLStreamException {
        int abstractId = -1;
        int id = -1;
        int level = 0;
        String format = "decimal";
        String text = "";
        int start = 1;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (Xml.name(xml)) {
                    case "abstractNum" -> {
                        abstractId = Xml.number(xml, "abstractNumId", -1);
                        levelsOf.put(abstractId, new Level[LEVELS]);
                    }
                    case "lvl" -> {
                        level = Math.max(0, Math.min(LEVELS - 1, Xml.number(xml, "ilvl", 0)));
                        format = "decimal";
                        text = "";
                        start = 1;
                    }
                    case "start" -> start = Xml.number(xml, "val", 1);
                    case "numFmt" -> format = Xml.attribute(xml, "val").orElse("decimal");
                    case "lvlText" -> text = Xml.attribute(xml, "val").orElse("");
                    case "num" -> id = Xml.number(xml, "numId", -1);
                    case "abstractNumId" -> abstractOf.put(id, Xml.number(xml, "val", -1));
                    default -> {}
                }
            } else if (event == XMLStreamConstants.END_ELEMENT && Xml.name(xml).equals("lvl")) {
                Level[] levels = levelsOf.get(abstractId);
                if (levels != null && id < 0) { // overrides of single lists change how they begin, not how they look
                    levels[level] = new Level(format, text, start);
                }
            }
        }
    }

    /** The number of the next item, as it is shown; empty for a bullet, or a list that nobody described. */
    String next(int id, int ilvl) {
        int level = Math.max(0, Math.min(LEVELS - 1, ilvl));
        Level[] levels = levelsOf.get(abstractOf.getOrDefault(id, -1));
        Level own = levels == null ? null : levels[level];
        if (levels == null || own == null) {
            return "";
        }
        int[] counts = counters.computeIfAbsent(id, none -> new int[LEVELS]);
        counts[level]++;
        Arrays.fill(counts, level + 1, LEVELS, 0);
        if (own.format().equals("bullet") || own.format().equals("none")) {
            return "";
        }
        String shown = own.text();
        for (int i = 0; i <= level; i++) {
            Level part = levels[i];
            if (part != null) {
                int number = part.start() - 1 + Math.max(1, counts[i]);
                shown = shown.replace("%" + (i + 1), shown(number, part.format()));
            }
        }
        return shown.strip();
    }

    private static String shown(int number, String format) {
        return switch (format) {
            case "lowerLetter" -> letter(number, 'a');
            case "upperLetter" -> letter(number, 'A');
            case "ganada" -> String.valueOf(KOREAN.charAt(Math.floorMod(number - 1, KOREAN.length())));
            case "decimalEnclosedCircle" ->
                number >= 1 && number <= 20 ? String.valueOf((char) ('①' + number - 1)) : Integer.toString(number);
            default -> Integer.toString(number);
        };
    }

    private static String letter(int number, char first) {
        return String.valueOf((char) (first + Math.floorMod(number - 1, 26)));
    }
}

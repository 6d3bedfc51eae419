package io.defectsdk.manuals.internal;

import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What paragraph styles mean: which are headings, and of which level. Immutable. */
final class DocxStyles {
    private static final Pattern HEADING = Pattern.compile("(?:heading|제목|개요)\\s*([1-9])");

    private final Map<String, Style> styles;

    private DocxStyles(Map<String, Style> styles) {
        this.styles = styles;
    }

    /** As it is written; {@code outline} -1: not said. */
    private record Style(String name, String basedOn, int outline, int numberingId) {}

    static DocxStyles read(Optional<InputStream> part) throws XMLStreamException {
        Map<String, Style> styles = new HashMap<>();
        if (part.isPresent()) {
            XMLStreamReader xml = Xml.open(part.get());
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && Xml.name(xml).equals("style")) {
                    String id = Xml.attribute(xml, "styleId").orElse("");
                    styles.put(id, style(xml));
                }
            }
        }
        return new DocxStyles(styles);
    }

    private static Style style(XMLStreamReader xml) throws XMLStreamException {
        String name = "";
        String basedOn = "";
        int outline = -1;
        int numberingId = 0;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && Xml.name(xml).equals("style")) {
                break;
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (Xml.name(xml)) {
                    case "name" -> name = Xml.attribute(xml, "val").orElse("");
                    case "basedOn" -> basedOn = Xml.attribute(xml, "val").orElse("");
                    case "outlineLvl" -> outline = Xml.number(xml, "val", -1);
                    case "numId" -> numberingId = Xml.number(xml, "val", 0);
                    default -> {}
                }
            }
        }
        return new Style(name, basedOn, outline, numberingId);
    }

    /** The level of a heading's style, 1 to 9; 0 of any other one. */
    int headingLevel(String id) {
        Set<String> seen = new HashSet<>();
        String at = id;
        while (seen.add(at)) {
            Style style = styles.get(at);
            String name = (style == null ? at : style.name()).toLowerCase(Locale.ROOT);
            if (style != null && style.outline() >= 0 && style.outline() < 9) {
                return style.outline() + 1;
            }
            Matcher matcher = HEADING.matcher(name);
            if (matcher.find()) {
                return Integer.parseInt(matcher.group(1));
            }
            if (name.equals("title") || name.equals("제목")) {
                return 1;
            }
            if (style == null) {
                return 0;
            }
            at = style.basedOn();
        }
        return 0;
    }

    /** The list that a style's paragraphs belong to; 0: none. */
    int numberingId(String id) {
        Set<String> seen = new HashSet<>();
        String at = id;
        while (seen.add(at)) {
            Style style = styles.get(at);
            if (style == null) {
                return 0;
            }
            if (style.numberingId() > 0) {
                return style.numberingId();
            }
            at = style.basedOn();
        }
        return 0;
    }
}

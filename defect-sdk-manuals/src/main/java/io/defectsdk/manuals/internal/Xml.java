package io.defectsdk.manuals.internal;

import java.io.InputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Parses XML that may be hostile: no document type, no entities of its own, nothing fetched. */
final class Xml {
    private static final String WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    /** The form of strict OOXML. */
    private static final String STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main";

    private Xml() {}

    static XMLStreamReader open(InputStream stream) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("it refers to " + systemId);
        });
        return factory.createXMLStreamReader(stream);
    }

    /** The name of a word processor's element; empty for one of another kind. */
    static String name(XMLStreamReader xml) {
        String space = xml.getNamespaceURI();
        return WORD.equals(space) || STRICT.equals(space) ? xml.getLocalName() : "";
    }

    /** An attribute of a word processor's element. */
    static Optional<String> attribute(XMLStreamReader xml, String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return Optional.of(xml.getAttributeValue(i));
            }
        }
        return Optional.empty();
    }

    /** An attribute that is a number. */
    static int number(XMLStreamReader xml, String name, int otherwise) {
        try {
            return attribute(xml, name)
                    .map(String::strip)
                    .map(Integer::parseInt)
                    .orElse(otherwise);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** Whether a switch such as {@code <w:b/>} is on. */
    static boolean isOn(XMLStreamReader xml) {
        return attribute(xml, "val")
                .map(value ->
                        !value.equals("0") && !value.equals("false") && !value.equals("off") && !value.equals("none"))
                .orElse(true);
    }
}

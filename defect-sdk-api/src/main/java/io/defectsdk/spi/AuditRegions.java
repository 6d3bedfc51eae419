package io.defectsdk.spi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.defectsdk.catalog.DefectRegion;
import io.defectsdk.catalog.Mask;
import io.defectsdk.catalog.Point;
import io.defectsdk.catalog.RegionShape;
import io.defectsdk.inspection.Box;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the audit trail keeps the regions of a picture, which nothing else keeps once they are replaced: as JSON, an array of
 * {@code {"type": code, "box": [x, y, width, height]}}, {@code "polygon": [[x, y], ...]} or {@code "mask": {"width": ...,
 * "height": ..., "runs": [...]}}. Masks of real pictures may be long: more than {@value #LONGEST} characters are kept as
 * {@code {"regions": count, "types": {code: count}, "sha256": hash of that array}}.
 */
public final class AuditRegions {
    /** Characters of the array that are kept. */
    public static final int LONGEST = 20_000;

    private final StringBuilder kept = new StringBuilder();
    private final MessageDigest digest;

    private AuditRegions() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The regions, in their order. */
    public static String of(List<DefectRegion> regions) {
        AuditRegions text = new AuditRegions();
        text.list(regions, text::region);
        return text.kept.length() <= LONGEST ? text.kept.toString() : text.summary(regions);
    }

    private String summary(List<DefectRegion> regions) {
        Map<String, Long> types = regions.stream()
                .collect(Collectors.groupingBy(DefectRegion::defectCode, TreeMap::new, Collectors.counting()));
        String counts = types.entrySet().stream()
                .map(type -> quoted(type.getKey()) + ": " + type.getValue())
                .collect(Collectors.joining(", "));
        return "{\"regions\": " + regions.size() + ", \"types\": {" + counts + "}, \"sha256\": \""
                + HexFormat.of().formatHex(digest.digest()) + "\"}";
    }

    private void region(DefectRegion region) {
        add("{\"type\": " + quoted(region.defectCode()) + ", ");
        RegionShape shape = region.shape();
        if (shape instanceof RegionShape.Rectangle rectangle) {
            Box box = rectangle.box();
            add("\"box\": ");
            list(List.of(box.x(), box.y(), box.width(), box.height()), this::number);
        } else if (shape instanceof RegionShape.Polygon polygon) {
            add("\"polygon\": ");
            list(polygon.points(), this::point);
        } else {
            mask((Mask) shape);
        }
        add("}");
    }

    private void point(Point point) {
        list(List.of(point.x(), point.y()), this::number);
    }

    private void mask(Mask mask) {
        add("\"mask\": {\"width\": " + mask.width() + ", \"height\": " + mask.height() + ", \"runs\": [");
        int[] runs = mask.runs();
        for (int i = 0; i < runs.length; i++) {
            add((i == 0 ? "" : ", ") + runs[i]);
        }
        add("]}");
    }

    private void number(Number number) {
        add(number.toString());
    }

    private <T> void list(List<T> items, Consumer<T> write) {
        String before = "[";
        for (T item : items) {
            add(before);
            write.accept(item);
            before = ", ";
        }
        add(items.isEmpty() ? "[]" : "]");
    }

    private static String quoted(String text) {
        Function<Character, String> escaped =
                c -> c == '"' || c == '\\' ? "\\" + c : c < ' ' ? String.format("\\u%04x", (int) c) : c.toString();
        return text.chars().mapToObj(c -> escaped.apply((char) c)).collect(Collectors.joining("", "\"", "\""));
    }

    /** Hashes all, and keeps no more than is of use. */
    private void add(String piece) {
        digest.update(piece.getBytes(UTF_8));
        if (kept.length() <= LONGEST) {
            kept.append(piece);
        }
    }
}

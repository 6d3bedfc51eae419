package io.defectsdk.manuals.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a document's first reading tells: the size of its running text, those of its headings, what every page repeats, and which words it has. Confined to one thread. */
final class DocumentLook {
    /** Below this many pages, nothing can be told to be repeated. */
    private static final int FEW_PAGES = 3;

    private static final float LARGER = 1.1f;
    private static final int MOST_LINES = 2_000;
    private static final int MOST_WORDS = 200_000;
    private static final Pattern KOREAN = Pattern.compile("[가-힣]{2,}");

    private final Map<Integer, Integer> lettersBySize = new TreeMap<>();
    private final Map<Integer, Integer> linesBySize = new TreeMap<>();
    private final Map<String, Integer> pagesByEdgeLine = new HashMap<>();
    private final NavigableSet<String> words = new TreeSet<>();
    private int pages;

    /** Sizes are told apart by half a point. */
    private static int key(float size) {
        return Math.round(2 * size);
    }

    void take(List<Line> lines, float pageHeight) {
        pages++;
        for (Line line : lines) {
            lettersBySize.merge(key(line.size()), line.text().length(), Integer::sum);
            linesBySize.merge(key(line.size()), 1, Integer::sum);
            line.words().forEach(this::take);
            if (isAtEdge(line, pageHeight) && pagesByEdgeLine.size() < MOST_LINES) {
                pagesByEdgeLine.merge(edgeKey(line), 1, Integer::sum);
            }
        }
    }

    private void take(Word word) {
        Matcher matcher = KOREAN.matcher(word.text());
        while (matcher.find() && words.size() < MOST_WORDS) {
            words.add(matcher.group());
        }
    }

    /** Whether a Korean word somewhere in the document begins so. */
    boolean beginsWord(String letters) {
        String next = words.ceiling(letters);
        return next != null && next.startsWith(letters);
    }

    private static boolean isAtEdge(Line line, float pageHeight) {
        return line.y() < 0.09f * pageHeight || line.bottom() > 0.91f * pageHeight;
    }

    /** Page numbers differ. */
    private static String edgeKey(Line line) {
        return line.text().replaceAll("\\d+", "#").replaceAll("\\s+", " ");
    }

    /** Whether a line is a page's header, footer or number. */
    boolean isRepeated(Line line, float pageHeight) {
        if (!isAtEdge(line, pageHeight)) {
            return false;
        }
        String text = line.text().strip();
        boolean number = text.matches("[-–—\\s]*(?:\\d{1,4}|[Pp]age\\s*\\d+.*|\\d+\\s*/\\s*\\d+)[-–—\\s]*");
        int times = pagesByEdgeLine.getOrDefault(edgeKey(line), 0);
        return number || (pages >= FEW_PAGES && times >= Math.max(FEW_PAGES, pages / 2));
    }

    /** The size in which most is written, in points. */
    float bodySize() {
        return lettersBySize.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .map(Map.Entry::getKey)
                        .orElse(20)
                / 2f;
    }

    /** Sizes of headings, the largest first. */
    private List<Integer> headingSizes() {
        int body = key(bodySize());
        List<Integer> sizes = new ArrayList<>();
        for (int size : linesBySize.keySet()) {
            if (size > LARGER * body) {
                sizes.add(0, size);
            }
        }
        return sizes;
    }

    /** The level of a heading of this size, from 1; one more than the larger ones have if it is no larger than running text. */
    int level(float size) {
        List<Integer> sizes = headingSizes();
        int at = sizes.indexOf(key(size));
        return Math.min(9, at >= 0 ? at + 1 : sizes.size() + 1);
    }

    boolean isLarger(float size) {
        return key(size) > LARGER * key(bodySize());
    }
}

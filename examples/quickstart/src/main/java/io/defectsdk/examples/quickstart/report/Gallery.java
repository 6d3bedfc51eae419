package io.defectsdk.examples.quickstart.report;

import io.defectsdk.examples.quickstart.evaluation.Result;
import io.defectsdk.guide.Guide;
import io.defectsdk.inspection.Explanation;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.Verdict;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/**
 * The parts worth a look, chosen while a run goes on so that few pictures are in memory: wrong verdicts first, then
 * alarms, then good parts nearest to an alarm. Confined to one thread.
 */
public final class Gallery {
    /** Cards at most. */
    static final int SIZE = 60;

    private static final Comparator<Card> BY_SCORE = Comparator.comparingDouble((Card card) -> calibratedScore(card))
            .thenComparing(card -> card.result().name());

    /** How far from the threshold a score is, as a factor: the worst error last. */
    private static final Comparator<Card> BY_ERROR = Comparator.comparingDouble(
                    (Card card) -> Math.abs(Math.log(Math.max(1e-9, calibratedScore(card)))))
            .thenComparing(card -> card.result().name());

    /** Kinds of cards, in the order of the gallery, each with the room that the others cannot take from it. */
    private enum Kind {
        WRONG(36, BY_ERROR),
        ALARM(16, BY_SCORE),
        CALM(8, BY_SCORE);

        private final int room;

        @SuppressWarnings("ImmutableEnumChecker") // comparators have no state
        private final Comparator<Card> order;

        Kind(int room, Comparator<Card> order) {
            this.room = room;
            this.order = order;
        }

        static Kind of(Result result) {
            if (result.wrong()) {
                return WRONG;
            }
            return result.verdict() == Verdict.OK ? CALM : ALARM;
        }
    }

    // each could fill the whole gallery: how many the others will be is known only in the end
    private final Map<Kind, PriorityQueue<Card>> best = new EnumMap<>(Kind.class);
    private int offered;
    private String heatScale = "";

    /** An empty gallery. */
    public Gallery() {
        for (Kind kind : Kind.values()) {
            best.put(kind, new PriorityQueue<>(kind.order));
        }
    }

    private static double calibratedScore(Card card) {
        return card.result().inspection().scoring().calibratedScore();
    }

    /**
     * Adds a part if it is worth it; only then its small pictures are made.
     *
     * @param why asked only then
     * @param similar asked only then
     * @param guide asked only then
     */
    public void offer(
            Result result,
            Inspection inspection,
            BufferedImage overlay,
            Supplier<Optional<Explanation>> why,
            Supplier<Optional<Similar>> similar,
            Supplier<Optional<Guide>> guide)
            throws IOException {
        offered++;
        Kind kind = Kind.of(result);
        PriorityQueue<Card> cards = best.getOrDefault(kind, new PriorityQueue<>());
        Card card = new Card(result);
        if (cards.size() == SIZE && kind.order.compare(card, cards.element()) < 0) {
            return;
        }
        BufferedImage heatMap = inspection.heatMap();
        card.draw(inspection.picture().toBufferedImage(), overlay, heatMap, why.get(), similar.get(), guide.get());
        if (heatScale.isEmpty()) {
            heatScale = Html.dataUri("image/png", Pixels.png(scaleOf(heatMap)));
        }
        cards.add(card);
        if (cards.size() > SIZE) {
            cards.remove();
        }
    }

    /** The last row of a heat map is in the scale that stands below it. */
    private static BufferedImage scaleOf(BufferedImage heatMap) {
        return heatMap.getSubimage(0, heatMap.getHeight() - 1, heatMap.getWidth(), 1);
    }

    /** The heat colours from calm to hot as a picture one pixel high, the threshold marked in the middle. */
    String heatScale() {
        return heatScale;
    }

    /** Parts offered, shown or not. */
    int offered() {
        return offered;
    }

    /** The chosen cards, in order. */
    List<Card> cards() {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        best.forEach((kind, cards) -> counts.put(kind, Math.min(kind.room, cards.size())));
        best.forEach((kind, cards) -> {
            int free =
                    SIZE - counts.values().stream().mapToInt(Integer::intValue).sum();
            counts.merge(kind, Math.min(free, cards.size() - counts.getOrDefault(kind, 0)), Integer::sum);
        });
        List<Card> chosen = new ArrayList<>();
        best.forEach((kind, cards) -> chosen.addAll(first(cards, kind.order, counts.getOrDefault(kind, 0))));
        return chosen;
    }

    private static List<Card> first(Collection<Card> cards, Comparator<Card> order, int count) {
        return cards.stream().sorted(order.reversed()).limit(count).toList();
    }
}

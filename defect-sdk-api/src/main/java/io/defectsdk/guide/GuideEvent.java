package io.defectsdk.guide;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** What happens while a guide is made. Immutable. */
public sealed interface GuideEvent {
    /**
     * The passages were found; a language model may be asked now.
     *
     * @param passages what the guide can be made of, best first
     */
    record Found(List<FoundPassage> passages) implements GuideEvent {
        /** Copies the list. */
        public Found {
            passages = List.copyOf(passages);
        }
    }

    /**
     * A language model said something, as it came: unchecked, for a screen to show that work goes on.
     *
     * @param text a piece of its answer, not empty
     */
    record Token(String text) implements GuideEvent {
        /** Checks that it says something. */
        public Token {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("a piece of an answer is not empty");
            }
        }
    }

    /**
     * The guide is done: always the last event.
     *
     * @param guide the guide, checked and recorded
     */
    record Done(Guide guide) implements GuideEvent {
        /** Checks that there is one. */
        public Done {
            requireNonNull(guide, "guide");
        }
    }
}

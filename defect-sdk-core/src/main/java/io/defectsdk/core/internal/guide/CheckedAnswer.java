package io.defectsdk.core.internal.guide;

import io.defectsdk.guide.GuidePart;
import java.util.List;
import java.util.Optional;

/**
 * What is left of a language model's answer. Immutable.
 *
 * @param parts the four sections; empty where too little is left
 * @param dropped ids or sentences that nothing supports
 * @param failure why too little is left
 */
record CheckedAnswer(List<GuidePart> parts, int dropped, Optional<String> failure) {
    static CheckedAnswer of(List<GuidePart> parts, int dropped) {
        return new CheckedAnswer(parts, dropped, Optional.empty());
    }

    static CheckedAnswer unfit(String why, int dropped) {
        return new CheckedAnswer(List.of(), dropped, Optional.of(why));
    }
}

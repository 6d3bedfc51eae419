package io.defectsdk.core.internal.guide;

import io.defectsdk.DefectSdkException;
import io.defectsdk.guide.ManualIndexSummary.EncoderName;
import io.defectsdk.spi.Encoders;
import io.defectsdk.spi.Models;
import io.defectsdk.spi.SentenceEncoder;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses encoders of sentences; where there is none, manuals are searched by words alone, and that is said once. Thread-safe. */
final class SentenceEncoders {
    private static final Logger LOG = LoggerFactory.getLogger(SentenceEncoders.class);

    private final Models models;
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    SentenceEncoders(Models models) {
        this.models = models;
    }

    /**
     * The one that a new index is made by.
     *
     * @param named the one that somebody asked for by name
     * @return empty if none was named and there is none that works
     * @throws io.defectsdk.ModelLoadException if the named one does not work
     */
    Optional<SentenceEncoder> forIndex(Optional<String> named) {
        Encoders encoders = models.encoders();
        if (named.isPresent()) {
            return Optional.of(encoders.sentences(named.get()));
        }
        Optional<String> id = encoders.defaultSentences();
        if (id.isEmpty()) {
            say("there is no encoder of sentences; the artifact io.defectsdk:defect-sdk-embedder-e5 brings one");
            return Optional.empty();
        }
        return loaded(id.get());
    }

    /** The one that an index was made by, if it is here. */
    Optional<SentenceEncoder> of(EncoderName encoder) {
        if (!models.encoders().sentenceIds().contains(encoder.id())) {
            say("the encoder of sentences '" + encoder.id() + "' that the index was made by is not here");
            return Optional.empty();
        }
        return loaded(encoder.id()).filter(found -> {
            boolean same = found.encoder().sha256().equals(encoder.sha256());
            if (!same) {
                say("the encoder of sentences '" + encoder.id() + "' is not the one that the index was made by:"
                        + " make the index anew with deployments().deploy(ManualIndexDeployment...)");
            }
            return same;
        });
    }

    private Optional<SentenceEncoder> loaded(String id) {
        try {
            return Optional.of(models.encoders().sentences(id));
        } catch (DefectSdkException e) {
            say(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Once each. */
    void say(String why) {
        if (said.add(why)) {
            LOG.warn("manuals are searched by words alone, not by meaning: {}", why);
        }
    }
}

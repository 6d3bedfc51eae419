package io.defectsdk.models.internal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the manifest of an encoder of sentences, verifies its files and starts it. */
final class SentenceEncoderLoader {
    private static final Logger log = LoggerFactory.getLogger(SentenceEncoderLoader.class);

    private SentenceEncoderLoader() {}

    /**
     * Loads an encoder.
     *
     * @param compute what it may use
     * @throws io.defectsdk.ModelLoadException if it is missing, damaged or not what its manifest says
     */
    static LoadedSentenceEncoder load(String id, ModelFiles files, Compute compute) {
        long start = System.nanoTime();
        SentenceManifest manifest = SentenceManifestReader.read(id, files);
        SentenceTokenizer tokenizer = new SentenceTokenizer(
                manifest, TokenizerRuntime.open(id, manifest.tokenizer().verified(id, files)));
        OnnxSentenceSession session;
        try {
            byte[] model = manifest.file().verified(id, files);
            session = OnnxRuntime.start(id, () -> OnnxSentenceSession.open(manifest, model, compute));
        } catch (RuntimeException | Error e) { // nobody else could close it
            Closing.after(e, tokenizer::close);
            throw e;
        }
        LoadedSentenceEncoder encoder = LoadedSentenceEncoder.of(manifest, tokenizer, session);
        log.info(
                "encoder of sentences '{}' loaded from {} in {} ms, SHA-256 {}",
                id,
                files.location(manifest.file().name()),
                (System.nanoTime() - start) / 1_000_000,
                encoder.encoder().sha256());
        return encoder;
    }
}

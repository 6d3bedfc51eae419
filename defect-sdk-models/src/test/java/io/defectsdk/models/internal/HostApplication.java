package io.defectsdk.models.internal;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.defectsdk.ModelLoadException;
import io.defectsdk.config.Device;
import io.defectsdk.config.ModelStore;
import io.defectsdk.similarity.Framing;
import io.defectsdk.spi.Models;
import io.defectsdk.spi.SentenceEncoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A host in a process of its own; {@link HostApplicationTest} starts it with different class paths and properties. */
final class HostApplication {
    private HostApplication() {}

    /**
     * Arguments: the model directory, then ids of backbones to use, or {@code picture:}, {@code words:} or {@code sentence:} and the id of an
     * encoder; the id {@code environment} makes an OrtEnvironment first.
     */
    public static void main(String[] args) throws Exception {
        try (Models models =
                ModelCatalog.open(ModelStore.directory(Path.of(args[0])), List.of(), new Compute(1, Device.cpu()))) {
            for (int i = 1; i < args.length; i++) {
                if (args[i].equals("environment")) {
                    HostSession.start();
                } else {
                    System.out.println(args[i] + ": " + use(models, args[i]));
                }
            }
        }
        if (List.of(args).contains("environment")) {
            System.out.println("host: " + HostSession.run());
        }
    }

    private static String use(Models models, String id) {
        try {
            if (id.startsWith("picture:")) {
                return models.encoders()
                        .image(id.substring("picture:".length()))
                        .embed(TestPictures.rgb(40, 30), Framing.LETTERBOX)
                        .toString();
            }
            if (id.startsWith("words:")) {
                return models.encoders()
                        .text(id.substring("words:".length()))
                        .embed("scratch")
                        .toString();
            }
            if (id.startsWith("sentence:")) {
                return models.encoders()
                        .sentences(id.substring("sentence:".length()))
                        .embed(List.of("scratch"), SentenceEncoder.Purpose.QUERY)
                        .get(0)
                        .embedding()
                        .toString();
            }
            int maps = models.backbone(id)
                    .extract(TestPictures.rgb(40, 30), 32, List.of("shallow", "deep"))
                    .size();
            return maps + " feature maps";
        } catch (ModelLoadException e) {
            return e.code() + " " + e.getMessage();
        }
    }

    /** The host's own use of ONNX Runtime, in a class that is loaded only where it is used. */
    private static final class HostSession {
        private static OrtEnvironment environment;
        private static OrtSession session;

        static void start() throws Exception {
            OrtEnvironment.ThreadingOptions threads = new OrtEnvironment.ThreadingOptions();
            threads.setGlobalIntraOpNumThreads(1);
            environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "host", threads);
            session = environment.createSession(TinyModel.onnx());
        }

        static String run() throws Exception {
            try (OnnxTensor input = OnnxTensor.createTensor(environment, new float[1][3][8][8]);
                    OrtSession.Result result = session.run(Map.of("input", input))) {
                return result.size() + " outputs, same environment: "
                        + (OrtEnvironment.getEnvironment() == environment);
            }
        }
    }
}

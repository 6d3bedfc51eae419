package io.defectsdk.models.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What depends on the class path and the start of the process: each test starts a JVM of its own. */
class HostApplicationTest {
    private static final String NOTHING = "(?!)";
    private static final String OFFLINE = "-Dai.djl.offline=true";

    @TempDir
    Path directory;

    @BeforeEach
    void writeModels() {
        TinyModel.manifest("onnx", "onnx", TinyModel.onnx()).write(directory.resolve("models"));
        TinyModel.manifest("torch", "torchscript", TinyModel.torchScript()).write(directory.resolve("models"));
        new TinyClip("clip", "onnx").write(directory.resolve("models"));
        new TinySentences("tiny").write(directory.resolve("models"));
    }

    @Test
    void worksBesideAnEnvironmentThatTheHostMadeFirst() throws Exception {
        assertThat(run(NOTHING, List.of(), "environment", "onnx"))
                .contains("onnx: 2 feature maps", "host: 2 outputs, same environment: true");
    }

    @Test
    void needsNoDjlForOnnxAndSaysWhatTorchScriptNeeds() throws Exception {
        assertThat(run("[/\\\\]ai[/\\\\]djl[/\\\\]", List.of(OFFLINE), "onnx", "torch", "onnx"))
                .contains("onnx: 2 feature maps")
                .contains("torch: MODEL_MISSING", "ai.djl.pytorch:pytorch-engine:0.35.1")
                .endsWith("onnx: 2 feature maps");
    }

    @Test
    void saysWhatTorchScriptNeedsWhereOnlyTheNativeLibraryIsMissing() throws Exception {
        Path cache = directory.resolve("cache");
        assertThat(run("pytorch-native", List.of(OFFLINE, "-DENGINE_CACHE_DIR=" + cache), "torch", "onnx"))
                .contains("torch: MODEL_MISSING", "ai.djl.pytorch:pytorch-native-cpu:2.7.1", "onnx: 2 feature maps");
    }

    @Test
    void refusesTorchScriptWhereDjlMayGoOnline() throws Exception {
        assertThat(run(NOTHING, List.of(), "torch", "onnx"))
                .contains("torch: MODEL_MISSING", "-Dai.djl.offline=true", "onnx: 2 feature maps");
    }

    @Test
    void needsNoDjlForPicturesAndSaysWhatWordsNeed() throws Exception {
        for (String leftOut : List.of("[/\\\\]ai[/\\\\]djl[/\\\\]", "[/\\\\]tokenizers-")) {
            assertThat(run(leftOut, List.of(OFFLINE), "picture:clip", "words:clip", "picture:clip"))
                    .contains("words:clip: MODEL_MISSING", "ai.djl.huggingface:tokenizers:0.35.1")
                    .endsWith("picture:clip: embedding of 6 dimensions");
        }
    }

    @Test
    void embedsWordsOfflineAndRefusesWhereDjlMayGoOnline() throws Exception {
        Path cache = directory.resolve("cache");
        assertThat(run(NOTHING, List.of(OFFLINE, "-DENGINE_CACHE_DIR=" + cache), "words:clip"))
                .endsWith("words:clip: embedding of 6 dimensions");
        assertThat(run(NOTHING, List.of(), "words:clip", "picture:clip"))
                .contains("words:clip: MODEL_MISSING", "-Dai.djl.offline=true")
                .endsWith("picture:clip: embedding of 6 dimensions");
    }

    @Test
    void saysWhatSentencesNeedAndEmbedsThemOfflineAlone() throws Exception {
        for (String leftOut : List.of("[/\\\\]ai[/\\\\]djl[/\\\\]", "[/\\\\]tokenizers-")) {
            assertThat(run(leftOut, List.of(OFFLINE), "sentence:tiny", "picture:clip"))
                    .contains("sentence:tiny: MODEL_MISSING", "ai.djl.huggingface:tokenizers:0.35.1")
                    .endsWith("picture:clip: embedding of 6 dimensions");
        }
        Path cache = directory.resolve("cache");
        assertThat(run(NOTHING, List.of(OFFLINE, "-DENGINE_CACHE_DIR=" + cache), "sentence:tiny"))
                .endsWith("sentence:tiny: embedding of 4 dimensions");
        assertThat(run(NOTHING, List.of(), "sentence:tiny"))
                .contains("sentence:tiny: MODEL_MISSING", "-Dai.djl.offline=true");
    }

    @Test
    void saysThatOnnxRuntimeIsMissing() throws Exception {
        assertThat(run("onnxruntime", List.of(), "onnx"))
                .contains("onnx: MODEL_MISSING", "com.microsoft.onnxruntime:onnxruntime");
    }

    /** What the host printed; {@code leftOut} is a pattern of the class path entries that it lacks. */
    private String run(String leftOut, List<String> options, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-cp", classPathWithout(leftOut)));
        command.addAll(options);
        command.add(HostApplication.class.getName());
        command.add(directory.resolve("models").toString());
        command.addAll(List.of(arguments));

        Path output = directory.resolve("output.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().remove("DJL_OFFLINE");
        Process process = builder.start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly();
        String printed = Files.readString(output, StandardCharsets.UTF_8).strip();
        assertThat(ended).as(printed).isTrue();
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }

    private static String classPathWithout(String leftOut) {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(Pattern.compile(leftOut).asPredicate().negate())
                .collect(Collectors.joining(File.pathSeparator));
    }
}

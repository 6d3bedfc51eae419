package io.defectsdk.models.internal;

import io.defectsdk.models.internal.ModelManifest.Input;
import io.defectsdk.models.internal.ModelManifest.ModelRuntime;
import io.defectsdk.spi.Backbone;
import io.defectsdk.spi.Backbone.Layer;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code manifest.json} of a backbone, strictly: a missing, unknown or ill-typed field is an error that names it. */
final class ManifestReader {
    private static final int MAX_LAYERS = 64;

    private ManifestReader() {}

    /**
     * Reads the manifest of one model.
     *
     * @param id what the model must be called
     * @throws io.defectsdk.ModelLoadException if the manifest cannot be read, or says something that cannot be
     */
    static ModelManifest read(String id, ModelFiles files) {
        JsonFields json = ManifestFile.read(id, ModelKind.BACKBONE, files);
        ModelRuntime runtime = ManifestFile.runtime(json);
        ModelFile file = ManifestFile.file(json);
        String licence = json.text("licence", ManifestFile.PROSE);
        String source = json.text("source", ManifestFile.PROSE);

        JsonFields inputJson = json.object("input");
        int multiple = inputJson.integer("multiple", 1, 1024);
        inputJson.choice("colourOrder", "RGB");
        Input input = new Input(
                inputJson.text("name", ManifestFile.NAME),
                inputJson.numbers("mean", 3, -1, 1),
                inputJson.numbers("std", 3, 1e-4, 10));
        inputJson.end();

        List<Layer> layers = layers(json, multiple);
        List<String> defaultLayers = json.texts("defaultLayers", layers.size(), ManifestFile.NAME);
        List<String> inOrder =
                layers.stream().map(Layer::name).filter(defaultLayers::contains).toList();
        if (!defaultLayers.equals(inOrder)) {
            throw json.invalid(
                    "defaultLayers", "must name different ones of 'layers', in the same order", defaultLayers);
        }
        json.end();
        return new ModelManifest(
                runtime,
                file.name(),
                file.bytes(),
                licence,
                source,
                input,
                new Backbone(id, file.sha256(), layers, defaultLayers, multiple));
    }

    private static List<Layer> layers(JsonFields json, int multiple) {
        List<Layer> layers = new ArrayList<>();
        for (JsonFields layerJson : json.objects("layers", MAX_LAYERS)) {
            String name = layerJson.text("name", ManifestFile.NAME);
            if (layers.stream().anyMatch(layer -> layer.name().equals(name))) {
                throw layerJson.invalid("name", "must differ from the other layers' names", name);
            }
            int channels = layerJson.integer("channels", 1, 65_536);
            int stride = layerJson.integer("stride", 1, 1024);
            if (multiple % stride != 0) {
                throw layerJson.invalid("stride", "must divide 'input.multiple', which is " + multiple, stride);
            }
            if (!layers.isEmpty() && layers.get(layers.size() - 1).stride() > stride) {
                throw layerJson.invalid("stride", "must not be smaller than the layer's before it", stride);
            }
            layerJson.end();
            layers.add(new Layer(name, channels, stride));
        }
        return layers;
    }
}

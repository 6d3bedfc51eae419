package io.defectsdk.models.internal;

class OnnxBackboneTest extends BackboneTest {
    @Override
    String runtime() {
        return "onnx";
    }

    @Override
    byte[] model() {
        return TinyModel.onnx();
    }
}

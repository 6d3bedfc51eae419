package io.defectsdk.models.internal;

class TorchScriptBackboneTest extends BackboneTest {
    @Override
    String runtime() {
        return "torchscript";
    }

    @Override
    byte[] model() {
        return TinyModel.torchScript();
    }
}

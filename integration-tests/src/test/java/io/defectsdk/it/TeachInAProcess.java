package io.defectsdk.it;

import io.defectsdk.DefectSdk;
import io.defectsdk.testing.memory.InMemoryStores;

/** A process that teaches a product in memory and says which version it has. */
public final class TeachInAProcess {
    private TeachInAProcess() {}

    /** See above. */
    public static void main(String[] arguments) {
        try (DefectSdk sdk = DefectSdk.builder().stores(new InMemoryStores()).build()) {
            Plant.addProduct(sdk);
            System.out.println(
                    "version " + Plant.teach(sdk, Plant.okPictures(0, 8)).version());
        }
    }
}

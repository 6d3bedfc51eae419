package io.defectsdk.core.internal.deployment;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.DeploymentException;
import io.defectsdk.deployment.BankSize;
import org.junit.jupiter.api.Test;

class PatchCoreFitTest {
    private static final long GIGABYTE = 1L << 30;

    @Test
    void acceptsAnOrdinaryFitInASmallHeap() {
        assertThatCode(() -> PatchCoreFit.requireMemory(50 * 1024, 152, BankSize.vectors(2_000), 256L << 20))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesEmbeddingsThatDoNotFitTheHeap() {
        assertThatThrownBy(() -> PatchCoreFit.requireMemory(2_000 * 1024, 152, BankSize.vectors(2_000), GIGABYTE))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("need 1192 MB")
                .hasMessageContaining("614 MB");
    }

    @Test
    void countsTheBankAndItsCopies() {
        // 400 MB of embeddings fit 60 % of a gigabyte, four banks as large do not
        assertThatCode(() -> PatchCoreFit.requireMemory(102_400, 1024, BankSize.vectors(2_000), GIGABYTE))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> PatchCoreFit.requireMemory(102_400, 1024, BankSize.ratio(1), GIGABYTE))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("need 2000 MB");
    }

    @Test
    void refusesABankThatNoRecipeHolds() {
        assertThatThrownBy(
                        () -> PatchCoreFit.requireMemory(1_000_000, 1024, BankSize.vectors(1_000_000), 64 * GIGABYTE))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("3906 MB")
                .hasMessageContaining("1024");
    }

    @Test
    void refusesMorePatchesThanCanBeCounted() {
        assertThatThrownBy(() -> PatchCoreFit.requireMemory(3_000_000_000L, 1, BankSize.vectors(1), 64 * GIGABYTE))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("3000000000");
    }
}

/**
 * What every implementation of the stores has to keep, as tests: one abstract class for each store of
 * {@code io.defectsdk.spi}. Extend them in the tests of an implementation and give it in
 * {@link io.defectsdk.testing.contract.StoreContract#openStores()}.
 */
@NullMarked
package io.defectsdk.testing.contract;

import org.jspecify.annotations.NullMarked;
